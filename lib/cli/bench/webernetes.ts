/**
 * The nearest peer on the same work: a Deployment until all its pods are Ready, once as published
 * (it follows the wall clock) and once with its clock stepped, so that no sleeping is counted.
 */
import type * as Webernetes from "@ngrok/webernetes";
import { bundleForNode } from "./bundle.ts";
import { type Cost, costOf } from "./row.ts";

export type Pace = "as published" | "clock stepped";

/** One step of its clock; shorter and longer ones took more time. */
const STEP_MS = 5;
const LIMIT_MS = 120_000;

export type Peer = (pods: number, pace: Pace) => Promise<Cost>;

export async function loadWebernetes(): Promise<Peer> {
  // Its modules import folders, which only bundlers resolve.
  const path = await bundleForNode("webernetes", 'export * from "@ngrok/webernetes";');
  const library = (await import(path)) as typeof Webernetes;
  return (pods, pace) => run(library, pods, pace);
}

async function run(library: typeof Webernetes, pods: number, pace: Pace): Promise<Cost> {
  const cluster = new library.Cluster({ nodes: 3 });
  cluster.registerImage(serverImage(library));
  await cluster.init();
  const ready = new Set<string>();
  const informer = cluster.informer("pods", (_, pod) => {
    const isOurs = pod.metadata?.labels?.app === "web";
    const isReady = pod.status?.conditions?.some(
      ({ type, status }) => type === "Ready" && status === "True",
    );
    if (isOurs && isReady === true) ready.add(pod.metadata?.name ?? "");
  });
  const cost = await costOf(async () => {
    if (pace === "clock stepped") cluster.clock.pause();
    const endMs = performance.now() + LIMIT_MS;
    const applied = cluster.apply([deployment(pods)]);
    while (ready.size < pods) {
      if (performance.now() > endMs) throw new Error(`webernetes: ${ready.size} of ${pods} Ready`);
      if (pace === "as published") await new Promise((resolve) => setTimeout(resolve, 1));
      else {
        await new Promise((resolve) => setImmediate(resolve));
        cluster.clock.step(STEP_MS);
      }
    }
    if (pace === "clock stepped") cluster.clock.resume();
    await applied;
  });
  await informer.stop();
  await cluster.close();
  return cost;
}

function serverImage(library: typeof Webernetes): Webernetes.ImageConstructor {
  return class extends library.BaseImage {
    static readonly imageName = "web";
    static readonly imageVersion = "1.0";
    readonly defaultCommand = ["server"];

    override async exec(
      context: Webernetes.ProcessContext,
      words: readonly string[],
    ): Promise<number> {
      return words[0] === "server" ? await context.waitUntilKilled() : super.exec(context, words);
    }
  };
}

function deployment(replicas: number): Webernetes.ClusterApplyResource {
  const labels = { app: "web" };
  const containers = [{ name: "web", image: "web:1.0" }];
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: "web", namespace: "default" },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers } },
    },
  };
}
