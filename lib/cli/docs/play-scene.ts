/** Plays what a learner does and sees while a fault lasts, in a small cluster's plain world. */
import { createKubeconfig } from "#lib/kubectl";
import { type Cluster, createCluster } from "#lib/simulator";
import { createTerminal } from "#lib/terminal";
import type { FaultScene, Sight } from "./fault-scene.ts";

export type Seen = {
  readonly command: string;
  /** Lines that should have been there and were not. */
  readonly missing: readonly string[];
  readonly text: string;
};

export function playScene(scene: FaultScene): readonly Seen[] {
  const {
    afterwards = [],
    before = [],
    fault,
    lead = 1,
    meanwhile = [],
    nodes,
    rest = 0,
    seconds,
    sees,
  } = scene;
  const cluster = createCluster({ flavour: "learner", ...(nodes === undefined ? {} : { nodes }) });
  const type = typist(cluster);
  for (const line of before) type(line);
  cluster.settle();
  cluster.inject(fault);
  cluster.advance(lead * 1000);
  for (const line of meanwhile) type(line);
  cluster.advance(seconds * 1000);
  const during = sees.map((sight) => look(sight, type));
  cluster.recover(fault);
  cluster.advance(rest * 1000);
  cluster.settle();
  return [...during, ...afterwards.map((sight) => look(sight, type))];
}

type Typist = (line: string) => string;

function typist(cluster: Cluster): Typist {
  const kubeconfig = createKubeconfig();
  const terminal = createTerminal({ client: cluster.client(), files: {}, kubeconfig });
  return (line) => {
    const { stderr, stdout } = terminal.run(line);
    cluster.advance(100);
    return stdout + stderr;
  };
}

function look([command, ...lines]: Sight, type: Typist): Seen {
  const text = type(command);
  const words = text.replace(/\s+/g, " ");
  return { command, text, missing: lines.filter((line) => !patternOf(line).test(words)) };
}

function patternOf(line: string): RegExp {
  const quoted = line.split("…").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(quoted.join(".*?"));
}
