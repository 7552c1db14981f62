/** The generated pages, from samples. */
import { expect, test } from "vitest";
import { sourceFile } from "#lib/house-rules";
import { conformancePage } from "./conformance-page.ts";
import { fidelityPage } from "./fidelity-page.ts";

test("the page of fidelity tells each sentence below its folder", () => {
  const page = fidelityPage([
    sourceFile("lib/simulator/kubelet/probe.ts", "/** Probes.\n * Not simulated: gRPC. */\n"),
    sourceFile(
      "lib/kubectl/verbs/get.ts",
      "/**\n * Gets. Not simulated: watching,\n * and more.\n */\n",
    ),
    sourceFile("lib/simulator/kubelet/probe.test.ts", "// Not simulated: nothing.\n"),
  ]);
  expect(page.slice(page.indexOf("## "))).toBe(
    [
      "## kubectl/verbs",
      "",
      "- [`get.ts`](../lib/kubectl/verbs/get.ts): watching, and more.",
      "",
      "## simulator/kubelet",
      "",
      "- [`probe.ts`](../lib/simulator/kubelet/probe.ts): gRPC.",
      "",
    ].join("\n"),
  );
});

test("the page of conformance has a row for each area and one for all", () => {
  const outcome = {
    name: "pods/a",
    area: "pods",
    passed: true,
    steps: 2,
    stepsPassed: 2,
    telling: 1,
    tellingPassed: 1,
    mismatches: [],
  };
  const rows = conformancePage([outcome])
    .split("\n")
    .filter((line) => line.startsWith("|"));
  expect(rows).toEqual([
    "| area | cases | steps | telling steps |",
    "| --- | ---: | ---: | ---: |",
    "| pods | 1/1 | 2/2 100.0 % | 1/1 100.0 % |",
    "| all | 1/1 | 2/2 100.0 % | 1/1 100.0 % |",
  ]);
});
