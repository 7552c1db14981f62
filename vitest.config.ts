import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const serverOnly = fileURLToPath(new URL("node_modules/server-only/empty.js", import.meta.url));

/** Two projects: `pure` needs nothing and shares its threads; `database` needs DATABASE_URL. */
export default defineConfig({
  resolve: { alias: { "server-only": serverOnly } },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "pure",
          include: ["lib/**/*.test.ts", "scripts/**/*.test.ts", "conformance/**/*.test.ts"],
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
