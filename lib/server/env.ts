/** The environment, read once and checked, so that a wrong setting is one clear sentence. */
import "server-only";
import { z } from "zod";

const schema = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  DATABASE_CONNECTIONS: z.coerce.number().int().min(1).max(200).default(10),
  NEXTAUTH_SECRET: z.string().min(32).optional(),
  /** How many proxies of one's own stand in front; only then is the caller's address believed. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(5).default(0),
  GITHUB_ID: z.string().min(1).optional(),
  GITHUB_SECRET: z.string().min(1).optional(),
  GOOGLE_ID: z.string().min(1).optional(),
  GOOGLE_SECRET: z.string().min(1).optional(),
  /** Milliseconds after which the grading of one attempt is stopped. */
  GRADING_TIMEOUT_MS: z.coerce.number().int().min(100).default(20_000),
});

export type Env = z.output<typeof schema>;

let cached: Env | undefined;

export function env(): Env {
  cached ??= parseEnv(process.env);
  return cached;
}

export function parseEnv(values: Readonly<Record<string, string | undefined>>): Env {
  const filled = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(filled);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`Unexpected environment variable ${issue?.path.join(".")}: ${issue?.message}`);
}
