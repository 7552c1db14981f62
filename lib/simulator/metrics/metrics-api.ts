/**
 * metrics.k8s.io as a metrics server offers it: what pods and nodes use right now, made for each
 * answer and never stored. What a pod uses is told as a whole and shared out among its containers.
 * Not simulated: what nodes use besides their pods, and the time until usage is known.
 */
import type { KubeObject } from "../api/object.ts";
import type { ResourceRow } from "../api/resource.ts";
import { formatTime } from "../api/time.ts";
import type { Pod } from "../api/types.generated.ts";
import type { CustomResource } from "../apiserver/custom/definition.ts";
import type { Store } from "../apiserver/store/store.ts";
import type { Engine } from "../engine/engine.ts";
import type { Metrics, Usage } from "./metrics.ts";

const API_VERSION = "metrics.k8s.io/v1beta1";

type Context = { readonly engine: Engine; readonly store: Store };

export function metricsResources(metrics: Metrics): readonly CustomResource[] {
  return [
    {
      row: rowOf("PodMetrics", "pods", true),
      strategy: {
        kind: "PodMetrics",
        made: (context) =>
          usages(metrics, context).map(([pod, usage]) => podMetrics(pod, usage, context)),
      },
    },
    {
      row: rowOf("NodeMetrics", "nodes", false),
      strategy: { kind: "NodeMetrics", made: (context) => nodeMetrics(metrics, context) },
    },
  ];
}

function rowOf(kind: string, resource: string, namespaced: boolean): ResourceRow {
  const [group = "", version = ""] = API_VERSION.split("/");
  return {
    group,
    version,
    resource,
    kind,
    singular: "",
    namespaced,
    verbs: ["get", "list"],
    model: "",
  };
}

function usages(metrics: Metrics, { engine, store }: Context): readonly (readonly [Pod, Usage])[] {
  return (store.list("Pod") as unknown as readonly Pod[]).flatMap((pod) => {
    if (pod.status.phase !== "Running") return [];
    const usage = metrics.usageOf(pod, engine.nowMs);
    return usage === undefined ? [] : [[pod, usage] as const];
  });
}

function podMetrics(pod: Pod, usage: Usage, context: Context): KubeObject {
  const { labels, name, namespace = "default" } = pod.metadata;
  const { containers } = pod.spec;
  const share = { cpu: usage.cpu / containers.length, memory: usage.memory / containers.length };
  return made(
    context,
    "PodMetrics",
    { name, namespace, ...(labels && { labels }) },
    {
      containers: containers.map((one) => ({ name: one.name, usage: amounts(share) })),
    },
  );
}

function nodeMetrics(metrics: Metrics, context: Context): readonly KubeObject[] {
  const used = usages(metrics, context);
  return context.store.list("Node").map(({ metadata: { labels, name } }) => {
    const own = used.filter(([pod]) => pod.spec.nodeName === name).map(([, usage]) => usage);
    const sum = (part: keyof Usage) => own.reduce((total, usage) => total + usage[part], 0);
    const usage = amounts({ cpu: sum("cpu"), memory: sum("memory") });
    return made(context, "NodeMetrics", { name, ...(labels && { labels }) }, { usage });
  });
}

/** As metrics servers write them: processors in billionths, memory in Ki. */
const amounts = ({ cpu, memory }: Usage) => ({
  cpu: `${Math.round(cpu * 1_000_000)}n`,
  memory: `${Math.round(memory / 1024)}Ki`,
});

function made(
  { engine }: Context,
  kind: string,
  metadata: Pick<KubeObject["metadata"], "name" | "namespace" | "labels">,
  rest: object,
): KubeObject {
  const timestamp = formatTime(engine.nowMs);
  const identity = { uid: "", resourceVersion: "", creationTimestamp: timestamp };
  return {
    apiVersion: API_VERSION,
    kind,
    metadata: { ...metadata, ...identity },
    timestamp,
    window: "15s",
    ...rest,
  };
}
