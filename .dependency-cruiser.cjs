/**
 * The import table of docs/architecture.md as rules. One row per layer says which other layers and
 * which npm packages it may import; types count as imports. lib/guard.test.ts plants a violation
 * of every rule named here and sees it refused.
 */

/** What a pure layer may import. A layer that is not named here may not exist. */
const PURE = {
  shared: { layers: [], packages: [] },
  cel: { layers: ["shared"], packages: ["@marcbachmann/cel-js"] },
  simulator: { layers: ["shared", "cel"], packages: ["croner", "fast-json-patch", "pure-rand"] },
  deck: { layers: ["shared"], packages: [] },
  manifest: { layers: ["shared", "deck"], packages: ["yaml"] },
  compiler: {
    layers: ["shared", "deck", "manifest", "scenario"],
    packages: [
      "unified",
      "remark-[a-z-]+",
      "mdast-util-[a-z-]+",
      "micromark[a-z-]*",
      "unist-util-[a-z-]+",
      "@types/(mdast|unist)",
      "vfile[a-z-]*",
      "yaml",
    ],
  },
  review: { layers: ["shared", "deck"], packages: ["ts-fsrs"] },
  exchange: { layers: ["shared", "deck"], packages: ["sql\\.js", "fflate", "fzstd"] },
  groups: { layers: ["shared", "deck"], packages: ["node-diff3"] },
  kubectl: {
    layers: ["shared", "cel", "manifest", "simulator"],
    packages: ["diff", "@peculiar/x509", "jq-[a-z-]+"],
  },
  terminal: {
    layers: ["shared", "cel", "manifest", "simulator", "kubectl"],
    packages: ["diff", "jq-[a-z-]+"],
  },
  grader: { layers: ["shared", "cel", "manifest", "simulator"], packages: ["diff"] },
  answers: {
    layers: ["shared", "cel", "manifest", "simulator", "kubectl"],
    packages: ["yaml", "diff"],
  },
  "kubernetes-http": { layers: ["shared", "cel", "manifest", "simulator"], packages: [] },
  scenario: {
    layers: ["shared", "cel", "deck", "manifest", "simulator", "terminal", "kubectl", "grader"],
    packages: ["zod"],
  },
  exam: { layers: ["shared", "scenario", "review"], packages: [] },
};

const pureNames = Object.keys(PURE);
const anyPure = `^lib/(${pureNames.join("|")})/`;
const TESTS = "(\\.test\\.tsx?$|/testing/)";
const packagePath = (name) => `(^|/)node_modules/${name}/`;
const testPackages = ["vitest", "@vitest/[a-z-]+", "fast-check"].map(packagePath);

const layerRules = pureNames.flatMap((layer) => [
  {
    name: `${layer}-imports-its-layers`,
    severity: "error",
    comment: `lib/${layer} may import these layers: ${PURE[layer].layers.join(", ") || "none"}.`,
    from: { path: `^lib/${layer}/` },
    to: {
      path: "^(lib|app|e2e|prisma|scripts)/",
      pathNot: `^lib/(${[layer, ...PURE[layer].layers].join("|")})/`,
    },
  },
  {
    name: `${layer}-imports-its-packages`,
    severity: "error",
    comment: `lib/${layer} may import these packages: ${PURE[layer].packages.join(", ") || "none"}.`,
    from: { path: `^lib/${layer}/`, pathNot: TESTS },
    to: { path: "(^|/)node_modules/", pathNot: PURE[layer].packages.map(packagePath) },
  },
  {
    name: `${layer}-tests-import-its-packages`,
    severity: "error",
    comment: "A layer's tests may import the layer's packages, vitest and fast-check.",
    from: { path: `^lib/${layer}/.*${TESTS}` },
    to: {
      path: "(^|/)node_modules/",
      pathNot: [...PURE[layer].packages.map(packagePath), ...testPackages, packagePath("yaml")],
    },
  },
]);

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    ...layerRules,
    {
      name: "pure-layers-use-no-node",
      severity: "error",
      comment: "Disks, sockets and processes belong to lib/cli and lib/server.",
      from: { path: anyPure, pathNot: TESTS },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "every-layer-is-in-the-table",
      severity: "error",
      comment: "Give a new folder of lib/ a row in .dependency-cruiser.cjs.",
      from: {
        path: "^lib/[^/]+/",
        pathNot: `^lib/(${[...pureNames, "cli", "server", "house-rules"].join("|")})/`,
      },
      to: {},
    },
    {
      name: "enter-a-layer-by-its-index",
      severity: "error",
      comment: "Import #lib/<layer> (or its testing/index.ts), never a file inside it.",
      from: { path: "^lib/([^/]+)/" },
      to: {
        path: "^lib/[^/]+/",
        pathNot: [
          "^lib/$1/",
          "^lib/[^/]+/(testing/)?index\\.ts$",
          "^lib/server/use-cases/index\\.ts$",
        ],
      },
    },
    {
      name: "app-enters-pure-layers-by-their-index",
      severity: "error",
      comment: "app/ imports #lib/<layer>, never a file inside it, and no test builders.",
      from: { path: "^(app/|proxy\\.ts$)" },
      to: { path: anyPure, pathNot: "^lib/[^/]+/index\\.ts$" },
    },
    {
      name: "app-enters-the-server-by-use-cases",
      severity: "error",
      comment: "app/ calls one use case; only the sign-in route knows server/auth.",
      from: { path: "^(app/|proxy\\.ts$)", pathNot: "^app/api/auth/" },
      to: { path: "^lib/(server|cli|house-rules)/", pathNot: "^lib/server/use-cases/index\\.ts$" },
    },
    {
      name: "sign-in-route-knows-auth-only",
      severity: "error",
      comment:
        "The sign-in route may import server/auth and use cases, nothing else of the server.",
      from: { path: "^app/api/auth/" },
      to: {
        path: "^lib/(server|cli|house-rules)/",
        pathNot: ["^lib/server/use-cases/index\\.ts$", "^lib/server/auth(/index)?\\.ts$"],
      },
    },
    {
      name: "app-knows-no-database-and-no-scheduler",
      severity: "error",
      comment: "Rows come from use cases, intervals from #lib/review.",
      from: { path: "^app/" },
      to: { path: ["pg", "ts-fsrs"].map(packagePath) },
    },
    {
      name: "lib-knows-no-app",
      severity: "error",
      comment: "Pages call lib/, never the other way round.",
      from: { path: "^lib/" },
      to: { path: "^(app|e2e|proxy\\.ts)" },
    },
    {
      name: "only-the-store-knows-prisma",
      severity: "error",
      comment: "Everything else calls lib/server/store and gets plain values.",
      from: { pathNot: "^(lib/server/store/|prisma|scripts/)" },
      to: {
        path: ["^lib/server/store/generated/", packagePath("(@prisma/[^/]+|\\.prisma|prisma)")],
      },
    },
    {
      name: "cli-and-server-stay-apart",
      severity: "error",
      comment: "Programs work on pure layers; the benchmark of answers may call use cases.",
      from: { path: "^lib/cli/", pathNot: "^lib/cli/bench-review\\.ts$" },
      to: { path: "^lib/server/" },
    },
    {
      name: "server-calls-no-program",
      severity: "error",
      comment: "What a program and the server share belongs to a pure layer.",
      from: { path: "^lib/server/" },
      to: { path: "^lib/(cli|house-rules)/" },
    },
    {
      name: "journeys-use-the-running-app",
      severity: "error",
      comment: "e2e/ drives the browser and may import a layer's testing/ only.",
      from: { path: "^e2e/" },
      to: { path: "^(lib|app)/", pathNot: "^lib/[^/]+/testing/index\\.ts$" },
    },
    {
      name: "product-imports-no-test",
      severity: "error",
      comment: "Builders and tests are for tests and benchmarks.",
      from: { path: "^(app|lib)/", pathNot: [TESTS, "^lib/cli/bench", "^lib/[^/]+\\.test\\.ts$"] },
      to: { path: `^lib/.*${TESTS}` },
    },
    {
      name: "product-imports-no-dev-dependency",
      severity: "error",
      comment: "What runs in production stands under dependencies in package.json.",
      from: {
        path: "^(app|lib)/",
        pathNot: [TESTS, "\\.test\\.ts$", "^lib/(cli/bench|house-rules/)"],
      },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
    },
    {
      name: "no-cycles",
      severity: "error",
      comment: "Move what both need into a file of its own.",
      from: {},
      to: { circular: true },
    },
    {
      name: "every-import-resolves",
      severity: "error",
      comment: "The file or package does not exist, or package.json does not name it.",
      from: { pathNot: "^lib/server/store/" },
      to: { couldNotResolve: true, pathNot: "^(\\./routes\\.d\\.ts|.*\\.css)$" },
    },
  ],
  options: {
    doNotFollow: {
      path: ["(^|/)node_modules/", "^lib/server/store/generated/", "\\.generated\\.ts$"],
    },
    exclude: { path: "(^|/)(\\.next|coverage)/" },
    moduleSystems: ["es6", "cjs"],
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "types", "default"],
      extensions: [".ts", ".tsx", ".mjs", ".cjs", ".js", ".json", ".d.ts"],
    },
  },
};
