/**
 * vitest passes over a glob that no file matches, and a threshold over nothing always holds: here
 * every glob of its configuration is seen to match.
 */
import { matchesGlob } from "node:path";
import { expect, test } from "vitest";
import config from "../vitest.config.ts";
import { readSourceFiles } from "./house-rules/index.ts";

const root = new URL("..", import.meta.url).pathname;
const paths = readSourceFiles(root, ["lib", "scripts"]).map(({ path }) => path);

const { coverage, projects = [] } = config.test ?? {};
const thresholds = Object.entries(coverage?.thresholds ?? {});
const included = projects.flatMap((project) =>
  typeof project === "object" && "test" in project ? (project.test?.include ?? []) : [],
);
const globs = [...thresholds.map(([glob]) => glob), ...(coverage?.include ?? []), ...included];

const idle = (some: readonly string[]) =>
  some.filter((glob) => !paths.some((path) => matchesGlob(path, glob)));

test("every glob matches a file", () => {
  expect(globs.length).toBeGreaterThan(10);
  expect(idle(globs)).toEqual([]);
});

test("a glob that matches none is found", () => {
  expect(idle(["lib/grader/**/*.ts", "lib/grading/**/*.ts", "lib/grader/*.tsx"])).toEqual([
    "lib/grading/**/*.ts",
    "lib/grader/*.tsx",
  ]);
});

test("the layers that must be covered are", () => {
  expect(Object.fromEntries(thresholds)).toEqual({
    "lib/compiler/rules/**/*.ts": { branches: 100 },
    "lib/answers/**/*.ts": { branches: 100 },
    "lib/grader/**/*.ts": { branches: 100 },
    "lib/review/**/*.ts": { branches: 100 },
    "lib/simulator/**/*.ts": { lines: 90 },
    "lib/kubectl/**/*.ts": { lines: 90 },
  });
  expect(coverage?.include).toEqual(thresholds.map(([glob]) => glob));
});
