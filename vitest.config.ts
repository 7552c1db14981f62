import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const serverOnly = fileURLToPath(new URL("node_modules/server-only/empty.js", import.meta.url));

/** Every branch of these is shown by an example or a test. */
const everyBranch = { branches: 100 };
/** Most lines of these are walked by the recorded cases that must pass. */
const mostLines = { lines: 90 };

/** Two projects: `pure` needs nothing and shares its threads; `database` needs DATABASE_URL. */
export default defineConfig({
  resolve: { alias: { "server-only": serverOnly } },
  test: {
    coverage: {
      include: [
        "lib/compiler/rules/**/*.ts",
        "lib/answers/**/*.ts",
        "lib/grader/**/*.ts",
        "lib/review/**/*.ts",
        "lib/simulator/**/*.ts",
        "lib/kubectl/**/*.ts",
      ],
      exclude: ["**/testing/**", "**/*.generated.ts"],
      reporter: ["text-summary", "json"],
      reportsDirectory: ".cache/coverage",
      thresholds: {
        "lib/compiler/rules/**/*.ts": everyBranch,
        "lib/answers/**/*.ts": everyBranch,
        "lib/grader/**/*.ts": everyBranch,
        "lib/review/**/*.ts": everyBranch,
        "lib/simulator/**/*.ts": mostLines,
        "lib/kubectl/**/*.ts": mostLines,
      },
    },
    projects: [
      {
        extends: true,
        test: {
          name: "pure",
          include: ["lib/**/*.test.ts"],
          exclude: ["**/*.db.test.ts", "**/node_modules/**"],
          pool: "threads",
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: "database",
          include: ["lib/server/**/*.db.test.ts"],
          pool: "forks",
          fileParallelism: false,
          testTimeout: 30_000,
        },
      },
    ],
  },
});
