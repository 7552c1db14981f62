/** Small texts that kubectl works out itself, against values of the real programs. */
import { expect, test } from "vitest";
import { contentHash } from "./content-hash.ts";
import { ruleLines } from "./policy-rule.ts";
import { sha256 } from "./sha256.ts";
import { unifiedDiff } from "./unified-diff.ts";

test.each([
  {
    text: "",
    is: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  },
  {
    text: "abc",
    is: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  },
])("hashes $text", ({ text, is }) => {
  expect(sha256(text)).toBe(is);
});

test("names a ConfigMap by its content", () => {
  const content = { kind: "ConfigMap", name: "hashed", data: { a: "1" } };
  expect(contentHash(content)).toBe("tt42b4m6hd");
});

test.each([
  { name: "equal", from: "a\nb\n", to: "a\nb\n", is: "" },
  { name: "new file", from: "", to: "a\n", is: "@@ -0,0 +1 @@\n+a\n" },
  {
    name: "a change with its surroundings",
    from: "1\n2\n3\n4\n5\n6\n7\n8\n9\n",
    to: "1\n2\n3\n4\nV\n6\n7\n8\n9\n",
    is: "@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+V\n 6\n 7\n 8\n",
  },
  {
    name: "far changes stand apart",
    from: "a\n1\n2\n3\n4\n5\n6\n7\nb\n",
    to: "A\n1\n2\n3\n4\n5\n6\n7\nB\n",
    is: "@@ -1,4 +1,4 @@\n-a\n+A\n 1\n 2\n 3\n@@ -6,4 +6,4 @@\n 5\n 6\n 7\n-b\n+B\n",
  },
])("compares: $name", ({ from, to, is }) => {
  expect(unifiedDiff(from, to)).toBe(is);
});

test.each([
  {
    name: "verbs of one resource are put together, sorted by the first",
    rules: [
      { verbs: ["list"], apiGroups: [""], resources: ["pods", "pods/log"] },
      { verbs: ["get"], apiGroups: ["apps"], resources: ["deployments/scale"] },
      { verbs: ["watch"], apiGroups: [""], resources: ["pods"] },
    ],
    lines: [
      "deployments.apps/scale\t[]\t[]\t[get]",
      "pods\t[]\t[]\t[list watch]",
      "pods/log\t[]\t[]\t[list]",
    ],
  },
  {
    name: "each name and each URL has a row of its own",
    rules: [
      { verbs: ["get"], apiGroups: [""], resources: ["secrets"], resourceNames: ["a", "b"] },
      { verbs: ["get"], nonResourceURLs: ["/healthz"] },
    ],
    lines: ["\t[/healthz]\t[]\t[get]", "secrets\t[]\t[a]\t[get]", "secrets\t[]\t[b]\t[get]"],
  },
])("rules: $name", ({ rules, lines }) => {
  expect(ruleLines(rules)).toEqual(lines);
});
