-- CreateTable
CREATE TABLE "learner" (
    "id" TEXT NOT NULL,
    "email" TEXT,
    "name" TEXT,
    "password_hash" TEXT,
    "token_version" INTEGER NOT NULL DEFAULT 0,
    "settings" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "learner_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "guest_token" (
    "learner_id" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "guest_token_pkey" PRIMARY KEY ("learner_id","hash")
);

-- CreateTable
CREATE TABLE "oauth_account" (
    "learner_id" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "provider_account_id" TEXT NOT NULL,

    CONSTRAINT "oauth_account_pkey" PRIMARY KEY ("learner_id","provider","provider_account_id")
);

-- CreateTable
CREATE TABLE "note" (
    "learner_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "current_version" INTEGER NOT NULL DEFAULT 1,
    "findings" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "note_pkey" PRIMARY KEY ("learner_id","id")
);

-- CreateTable
CREATE TABLE "note_version" (
    "learner_id" TEXT NOT NULL,
    "note_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "note_version_pkey" PRIMARY KEY ("learner_id","note_id","version")
);

-- CreateTable
CREATE TABLE "card" (
    "learner_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "sources" JSONB NOT NULL,
    "note_id" TEXT,
    "state" TEXT NOT NULL DEFAULT 'active',
    "position" INTEGER NOT NULL DEFAULT 0,
    "sibling" TEXT NOT NULL DEFAULT '',
    "started" BOOLEAN NOT NULL DEFAULT false,
    "words" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "card_pkey" PRIMARY KEY ("learner_id","id")
);

-- CreateTable
CREATE TABLE "overlay" (
    "learner_id" TEXT NOT NULL,
    "card_id" TEXT NOT NULL,
    "suspended" BOOLEAN NOT NULL DEFAULT false,
    "buried_until" TEXT,
    "flagged" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "overlay_pkey" PRIMARY KEY ("learner_id","card_id")
);

-- CreateTable
CREATE TABLE "answer" (
    "learner_id" TEXT NOT NULL,
    "client_id" TEXT NOT NULL,
    "card_id" TEXT NOT NULL,
    "rating" INTEGER NOT NULL,
    "answered_at" TIMESTAMPTZ(3) NOT NULL,
    "duration_ms" INTEGER NOT NULL,
    "zone" TEXT NOT NULL,
    "rollover" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "state_before" TEXT NOT NULL,
    "parameters_version" INTEGER NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "answer_pkey" PRIMARY KEY ("learner_id","client_id")
);

-- CreateTable
CREATE TABLE "undo" (
    "learner_id" TEXT NOT NULL,
    "client_id" TEXT NOT NULL,
    "undone_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "undo_pkey" PRIMARY KEY ("learner_id","client_id")
);

-- CreateTable
CREATE TABLE "memory" (
    "learner_id" TEXT NOT NULL,
    "card_id" TEXT NOT NULL,
    "due" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "stability" DOUBLE PRECISION NOT NULL,
    "difficulty" DOUBLE PRECISION NOT NULL,
    "reps" INTEGER NOT NULL,
    "lapses" INTEGER NOT NULL,
    "learning_steps" INTEGER NOT NULL,
    "scheduled_days" DOUBLE PRECISION NOT NULL,
    "last_review" TIMESTAMPTZ(3),
    "parameters_version" INTEGER NOT NULL,

    CONSTRAINT "memory_pkey" PRIMARY KEY ("learner_id","card_id")
);

-- CreateTable
CREATE TABLE "deck" (
    "id" TEXT NOT NULL,
    "owner_id" TEXT,
    "language" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "deck_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "deck_card" (
    "deck_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "sources" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'active',
    "position" INTEGER NOT NULL,
    "sibling" TEXT NOT NULL DEFAULT '',
    "words" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "deck_card_pkey" PRIMARY KEY ("deck_id","id")
);

-- CreateTable
CREATE TABLE "deck_note" (
    "deck_id" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "deck_note_pkey" PRIMARY KEY ("deck_id","path")
);

-- CreateTable
CREATE TABLE "scenario" (
    "learner_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "note_id" TEXT,
    "content" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'active',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "scenario_pkey" PRIMARY KEY ("learner_id","id")
);

-- CreateTable
CREATE TABLE "attempt" (
    "learner_id" TEXT NOT NULL,
    "client_id" TEXT NOT NULL,
    "scenario_id" TEXT NOT NULL,
    "seed" INTEGER NOT NULL,
    "submission" JSONB NOT NULL,
    "verdict" JSONB NOT NULL,
    "passed" BOOLEAN NOT NULL,
    "score" DOUBLE PRECISION NOT NULL,
    "log_hash" TEXT NOT NULL,
    "browser_log_hash" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "attempt_pkey" PRIMARY KEY ("learner_id","client_id")
);

-- CreateTable
CREATE TABLE "import" (
    "learner_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "phase" TEXT NOT NULL,
    "done" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER NOT NULL DEFAULT 0,
    "before" JSONB NOT NULL DEFAULT '{}',
    "summary" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "undone_at" TIMESTAMPTZ(3),

    CONSTRAINT "import_pkey" PRIMARY KEY ("learner_id","id")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE UNIQUE INDEX "learner_email_key" ON "learner"("email");

-- CreateIndex
CREATE UNIQUE INDEX "guest_token_hash_key" ON "guest_token"("hash");

-- CreateIndex
CREATE UNIQUE INDEX "oauth_account_provider_provider_account_id_key" ON "oauth_account"("provider", "provider_account_id");

-- CreateIndex
CREATE UNIQUE INDEX "note_learner_id_path_key" ON "note"("learner_id", "path");

-- CreateIndex
CREATE INDEX "card_learner_id_state_started_position_idx" ON "card"("learner_id", "state", "started", "position");

-- CreateIndex
CREATE INDEX "card_learner_id_note_id_idx" ON "card"("learner_id", "note_id");

-- CreateIndex
CREATE INDEX "answer_learner_id_card_id_answered_at_idx" ON "answer"("learner_id", "card_id", "answered_at");

-- CreateIndex
CREATE INDEX "answer_learner_id_answered_at_idx" ON "answer"("learner_id", "answered_at");

-- CreateIndex
CREATE INDEX "memory_learner_id_due_idx" ON "memory"("learner_id", "due");

-- CreateIndex
CREATE INDEX "deck_card_id_idx" ON "deck_card"("id");

-- CreateIndex
CREATE INDEX "deck_card_deck_id_state_position_idx" ON "deck_card"("deck_id", "state", "position");

-- CreateIndex
CREATE INDEX "scenario_learner_id_note_id_idx" ON "scenario"("learner_id", "note_id");

-- CreateIndex
CREATE INDEX "attempt_learner_id_scenario_id_created_at_idx" ON "attempt"("learner_id", "scenario_id", "created_at");

-- CreateIndex
CREATE INDEX "import_learner_id_created_at_idx" ON "import"("learner_id", "created_at");

-- AddForeignKey
ALTER TABLE "guest_token" ADD CONSTRAINT "guest_token_learner_id_fkey" FOREIGN KEY ("learner_id") REFERENCES "learner"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "oauth_account" ADD CONSTRAINT "oauth_account_learner_id_fkey" FOREIGN KEY ("learner_id") REFERENCES "learner"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "note" ADD CONSTRAINT "note_learner_id_fkey" FOREIGN KEY ("learner_id") REFERENCES "learner"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "note_version" ADD CONSTRAINT "note_version_learner_id_fkey" FOREIGN KEY ("learner_id") REFERENCES "learner"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "note_version" ADD CONSTRAINT "note_version_learner_id_note_id_fkey" FOREIGN KEY ("learner_id", "note_id") REFERENCES "note"("learner_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "card" ADD CONSTRAINT "card_learner_id_fkey" FOREIGN KEY ("learner_id") REFERENCES "learner"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "overlay" ADD CONSTRAINT "overlay_learner_id_fkey" FOREIGN KEY ("learner_id") REFERENCES "learner"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "answer" ADD CONSTRAINT "answer_learner_id_fkey" FOREIGN KEY ("learner_id") REFERENCES "learner"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "undo" ADD CONSTRAINT "undo_learner_id_fkey" FOREIGN KEY ("learner_id") REFERENCES "learner"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memory" ADD CONSTRAINT "memory_learner_id_fkey" FOREIGN KEY ("learner_id") REFERENCES "learner"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deck" ADD CONSTRAINT "deck_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "learner"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deck_card" ADD CONSTRAINT "deck_card_deck_id_fkey" FOREIGN KEY ("deck_id") REFERENCES "deck"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deck_note" ADD CONSTRAINT "deck_note_deck_id_fkey" FOREIGN KEY ("deck_id") REFERENCES "deck"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scenario" ADD CONSTRAINT "scenario_learner_id_fkey" FOREIGN KEY ("learner_id") REFERENCES "learner"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attempt" ADD CONSTRAINT "attempt_learner_id_fkey" FOREIGN KEY ("learner_id") REFERENCES "learner"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import" ADD CONSTRAINT "import_learner_id_fkey" FOREIGN KEY ("learner_id") REFERENCES "learner"("id") ON DELETE CASCADE ON UPDATE CASCADE;
