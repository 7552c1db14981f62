/**
 * One planted file per import rule, and files that keep every rule. lib/guard.test.ts writes them
 * into a folder of their own and expects exactly these rules to refuse exactly these files.
 */

export type PlantedImport = {
  /** The rule that must refuse the file. */
  readonly rule: string;
  readonly path: string;
  readonly text: string;
};

/** Files that break nothing but that planted files point at; paths end in `.ts`. */
export const soil: Readonly<Record<string, string>> = {
  "lib/simulator/index.ts": `export { engine } from "./engine.ts";\n`,
  "lib/simulator/engine.ts": "export const engine = 1;\nexport type Engine = number;\n",
  "lib/simulator/cycle.ts": `import "./bad-cycle.ts";\nexport const x = 1;\n`,
  "lib/simulator/testing/index.ts": "export const aPod = 1;\n",
  "lib/compiler/index.ts": "export const compile = 1;\n",
  "lib/manifest/index.ts": "export const readManifest = 1;\n",
  "lib/server/use-cases/index.ts": "export const useCases = 1;\n",
  "lib/server/auth/index.ts": "export const auth = 1;\n",
  "lib/server/clock.ts": "export const clock = 1;\n",
  "lib/server/store/generated/client.ts": "export const prisma = 1;\n",
  "lib/cli/attempt.ts": "export const attempt = 1;\n",
  "app/page.tsx": "export const page = 1;\n",
};

/** Files that use what they may use, each in the way that lies nearest to a violation. */
export const permitted: Readonly<Record<string, string>> = {
  "lib/kubectl/good.ts": `import { engine } from "#lib/simulator";\nexport const x = engine;\n`,
  "lib/kubectl/good.test.ts": `import { aPod } from "#lib/simulator/testing";\nimport "vitest";\nimport "node:fs";\nexport const x = aPod;\n`,
  "lib/simulator/good.ts": `import "pure-rand";\nimport { engine } from "./engine.ts";\nexport const x = engine;\n`,
  "lib/cli/good.ts": `import "node:fs";\nimport { compile } from "#lib/compiler";\nexport const x = compile;\n`,
  "lib/server/store/good.ts": `import "@prisma/client";\nimport "./generated/client.ts";\nexport const x = 1;\n`,
  "lib/server/good.ts": `import "node:fs";\nimport { compile } from "#lib/compiler";\nexport const x = compile;\n`,
  "app/good.tsx": `import { engine } from "#lib/simulator";\nimport { useCases } from "#lib/server/use-cases";\nexport const x = [engine, useCases];\n`,
  "app/api/auth/good.ts": `import { auth } from "#lib/server/auth";\nexport const x = auth;\n`,
  "e2e/good.spec.ts": `import { aPod } from "#lib/simulator/testing";\nexport const x = aPod;\n`,
};

/** Packages that stand in the planted folder's node_modules. */
export const packages: readonly string[] = [
  "@marcbachmann/cel-js",
  "@prisma/client",
  "croner",
  "fast-json-patch",
  "left-pad",
  "pure-rand",
  "ts-fsrs",
  "vitest",
  "webernetes",
];

const one = (imported: string): string => `import "${imported}";\nexport const x = 1;\n`;

const byName: readonly PlantedImport[] = [
  {
    rule: "simulator-imports-its-layers",
    path: "lib/simulator/bad-layer.ts",
    text: `import { compile } from "#lib/compiler";\nexport const x = compile;\n`,
  },
  {
    rule: "kubectl-imports-its-layers",
    path: "lib/kubectl/bad-type.ts",
    text: `import type { compile } from "#lib/compiler";\nexport type X = typeof compile;\n`,
  },
  {
    rule: "pure-layers-use-no-node",
    path: "lib/compiler/bad-node.ts",
    text: one("node:fs"),
  },
  {
    rule: "every-layer-is-in-the-table",
    path: "lib/telemetry/bad.ts",
    text: one("node:fs"),
  },
  {
    rule: "enter-a-layer-by-its-index",
    path: "lib/kubectl/bad-deep.ts",
    text: `import type { Engine } from "../simulator/engine.ts";\nexport type X = Engine;\n`,
  },
  {
    rule: "app-enters-pure-layers-by-their-index",
    path: "app/bad-deep.tsx",
    text: one("../lib/simulator/engine.ts"),
  },
  {
    rule: "app-enters-the-server-by-use-cases",
    path: "app/bad-server.tsx",
    text: one("../lib/server/clock.ts"),
  },
  {
    rule: "app-enters-the-server-by-use-cases",
    path: "proxy.ts",
    text: one("./lib/server/clock.ts"),
  },
  {
    rule: "app-enters-the-server-by-use-cases",
    path: "app/bad-auth.tsx",
    text: one("#lib/server/auth"),
  },
  {
    rule: "sign-in-route-knows-auth-only",
    path: "app/api/auth/bad.ts",
    text: one("../../../lib/server/clock.ts"),
  },
  {
    rule: "app-knows-no-database-and-no-scheduler",
    path: "app/bad-fsrs.tsx",
    text: one("ts-fsrs"),
  },
  { rule: "lib-knows-no-app", path: "lib/server/bad-app.ts", text: one("../../app/page.tsx") },
  {
    rule: "only-the-store-knows-prisma",
    path: "lib/server/bad-prisma.ts",
    text: one("@prisma/client"),
  },
  {
    rule: "only-the-store-knows-prisma",
    path: "lib/server/bad-generated.ts",
    text: one("./store/generated/client.ts"),
  },
  {
    rule: "cli-and-server-stay-apart",
    path: "lib/cli/bad-server.ts",
    text: one("#lib/server/use-cases"),
  },
  {
    rule: "server-calls-no-program",
    path: "lib/server/bad-cli.ts",
    text: one("../cli/attempt.ts"),
  },
  {
    rule: "journeys-use-the-running-app",
    path: "e2e/bad.spec.ts",
    text: one("#lib/simulator"),
  },
  {
    rule: "product-imports-no-test",
    path: "lib/server/bad-builder.ts",
    text: one("#lib/simulator/testing"),
  },
  {
    rule: "product-imports-no-dev-dependency",
    path: "lib/server/bad-dev.ts",
    text: one("webernetes"),
  },
  {
    rule: "no-cycles",
    path: "lib/simulator/bad-cycle.ts",
    text: `import type { x } from "./cycle.ts";\nexport type X = typeof x;\n`,
  },
  { rule: "every-import-resolves", path: "lib/cli/bad-typo.ts", text: one("./nowhere.ts") },
];

/** Every row of the table gets a planted neighbour, a planted package and a test's package. */
export function plantedFor(layers: readonly string[]): readonly PlantedImport[] {
  const rows = layers.flatMap((layer) => [
    {
      rule: `${layer}-imports-its-layers`,
      path: `lib/${layer}/bad-row.ts`,
      text: `import type { x } from "#lib/cli";\nexport type X = typeof x;\n`,
    },
    {
      rule: `${layer}-imports-its-packages`,
      path: `lib/${layer}/bad-package.ts`,
      text: one("left-pad"),
    },
    {
      rule: `${layer}-tests-import-its-packages`,
      path: `lib/${layer}/bad-package.test.ts`,
      text: one("left-pad"),
    },
  ]);
  return [...rows, ...byName];
}
