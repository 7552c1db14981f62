/** What other programs rely on: exit codes, places, equal bytes for an equal seed. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { simulate } from "./program.ts";

const web = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - {name: web, image: "nginx:1.29"}
`;

describe("npm run -s simulate", () => {
  const folder = mkdtempSync(join(tmpdir(), "kubedeck-simulate-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };

  test("gives equal bytes for an equal seed and others for another", () => {
    const path = file("web.yaml", web);
    const first = simulate([path, "--json"]);
    expect(first).toMatchObject({ exitCode: 0, stderr: "" });
    expect(simulate([path, "--json"]).stdout).toBe(first.stdout);
    const other = simulate([path, "--json", "--seed", "2"]);
    expect(JSON.parse(other.stdout).logHash).not.toBe(JSON.parse(first.stdout).logHash);
  });

  test("tells the final state as kubectl prints it", () => {
    const { stdout } = simulate([file("web.yaml", web)]);
    expect(stdout).toMatch(/^default +web +2\/2 /m);
    expect(stdout).toMatch(/\nsettled after [\d.]+ s\n$/);
  });

  test("tells the log with causes", () => {
    const { stdout } = simulate([file("web.yaml", web), "--log", "--until", "5s"]);
    expect(stdout).toMatch(/create ReplicaSet default\/web-\S+ because of \d+/);
  });

  test.each([
    {
      name: "a refusal has its place",
      text: web.replace("replicas: 2", "replicas: -2"),
      says: /refused\.yaml:5:\d+: spec\.replicas/,
    },
    { name: "a broken file has its place", text: "a: [\n", says: /refused\.yaml:\d+:\d+: / },
    {
      name: "an unknown kind has its place",
      text: "apiVersion: v1\nkind: Nonsense\n",
      says: /refused\.yaml:2:\d+: no matches for kind "Nonsense"/,
    },
  ])("$name", ({ text, says }) => {
    const result = simulate([file("refused.yaml", text)]);
    expect(result).toMatchObject({ exitCode: 1, stdout: "" });
    expect(result.stderr).toMatch(says);
  });

  test("without a file it tells which invariants held in the runs of its seeds", () => {
    const { exitCode, stdout } = simulate(["--seed", "41", "--seeds", "2"]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^held +2 +no pod on two nodes$/m);
    expect(stdout).toMatch(/\nrandom runs of seeds 41 to 42: every invariant held\n$/);
  });

  test.each([["--seed", "x"], ["--seeds", "0"], ["--until", "soon"], ["--nonsense"]])(
    "%s is wrong usage",
    (...words) => {
      expect(simulate(words)).toMatchObject({ exitCode: 2, stdout: "" });
    },
  );

  test("a missing file is told", () => {
    const result = simulate([join(folder, "nowhere.yaml")]);
    expect(result).toMatchObject({ exitCode: 1, stdout: "" });
    expect(result.stderr).toContain("nowhere.yaml");
  });
});
