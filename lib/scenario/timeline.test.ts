/** Faults come and go at their times; possible ones in some worlds, the same for the same seed. */
import { expect, test } from "vitest";
import { Lab } from "./lab.ts";
import { readScenario } from "./read/folder.ts";
import { soundFiles } from "./testing/sound-scenario.ts";
import { drawFaults, type PossibleFault } from "./timeline.ts";

function labWith(faults: string): Lab {
  const change = { "cluster.yaml": (text: string) => `${text}${faults}` };
  const read = readScenario("settings", soundFiles(change), 1);
  if (!read.ok) throw new Error(read.error.map(({ message }) => message).join("\n"));
  return new Lab(read.value, { seed: 1 });
}

test("a planned fault begins and ends at its times", () => {
  const lab = labWith(
    "faults: [{fault: component-stopped, component: kube-scheduler, at: 10s, for: 20s}]\n",
  );
  lab.run("kubectl run early --image=nginx");
  lab.advance(11_000);
  lab.run("kubectl run late --image=nginx");
  lab.advance(10_000);
  const nodes = () =>
    lab.run("kubectl get pods -o jsonpath={.items[*].spec.nodeName}").stdout.split(" ");
  expect(nodes()).toHaveLength(1);
  lab.advance(20_000);
  expect(nodes()).toHaveLength(2);
});

test("one without a time is there before the first object", () => {
  const pod =
    "- apiVersion: v1\n  kind: Pod\n  metadata: {name: web}\n  spec: {containers: [{name: web, image: nginx}]}\n";
  const lab = labWith(`${pod}faults: [{fault: component-stopped, component: kube-scheduler}]\n`);
  expect(lab.run("kubectl get pod web").stdout).toContain("Pending");
});

test.each([
  ["of no kind", "{fault: sabotage}"],
  ["with a word that is none", "{fault: node-lost, node: node01, hard: true}"],
  ["with a component that is none", "{fault: component-stopped, component: kube-dns}"],
  ["without its node", "{fault: disk-full}"],
])("a fault %s is refused", (_, fault) => {
  expect(() => labWith(`faults: [${fault}]\n`)).toThrow(/faults\[0\]/);
});

const POSSIBLE: readonly PossibleFault[] = [
  { fault: { fault: "node-lost", node: "node01" }, share: 0.5, withinMs: 60_000, forMs: 30_000 },
];

test("possible faults strike about their share of the worlds, never the plain one", () => {
  const worlds = Array.from({ length: 200 }, (_, world) => drawFaults(POSSIBLE, 1, world));
  expect(worlds[0]).toEqual([]);
  const struck = worlds.flat();
  expect(struck.length).toBeGreaterThan(70);
  expect(struck.length).toBeLessThan(130);
  expect(new Set(struck.map(({ atMs }) => atMs)).size).toBeGreaterThan(50);
  expect(
    struck.every(({ atMs = -1, forMs }) => atMs >= 0 && atMs < 60_000 && forMs === 30_000),
  ).toBe(true);
  expect(drawFaults(POSSIBLE, 1, 7)).toEqual(drawFaults(POSSIBLE, 1, 7));
});
