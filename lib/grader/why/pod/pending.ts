/**
 * A pod that no node takes: what every node lacks or keeps it off by, in figures and names where
 * they are known, else in the scheduler's words.
 */
import {
  amountOf,
  type Node,
  type PlacementExplanation,
  requestsOf,
  tolerates,
} from "#lib/simulator";
import type { Text } from "../../expectation.ts";
import type { Asked, Explain } from "./asked.ts";

type NodeVerdict = PlacementExplanation["nodes"][number];
type PluginRefusal = NodeVerdict["refusals"][number];

export const pending: Explain = (asked) => {
  const { pod, run } = asked;
  const scheduled = pod.status.conditions?.find(({ type }) => type === "PodScheduled");
  if (scheduled?.status !== "False") return undefined;
  const { name, namespace } = pod.metadata;
  const placement = run.witness?.placementOf(`${namespace}/${name}`);
  const told = (placement?.nodes ?? []).filter(({ refusals }) => refusals.length > 0);
  const nodes = told.map((verdict) => nodeText(asked, verdict));
  const { message } = scheduled;
  if (nodes.length === 0) {
    return {
      en: `Pod ${name} is Pending: ${message}`,
      ja: `Pod ${name} は Pending です: ${message}`,
    };
  }
  return {
    en: `Pod ${name} is Pending: ${nodes.map(({ en }) => en).join("; ")}.`,
    ja: `Pod ${name} は Pending です: ${nodes.map(({ ja }) => ja).join("。")}。`,
  };
};

function nodeText(asked: Asked, { node, refusals }: NodeVerdict): Required<Text> {
  const object = asked.moment.list("Node").find(({ metadata }) => metadata.name === node);
  const said = refusals.flatMap((refusal) => {
    const words = object === undefined ? undefined : WORDS[refusal.plugin];
    return words?.(asked, object as unknown as Node, refusal) ?? refusal.reasons.map(plain);
  });
  return {
    en: `${node} ${said.map(({ en }) => en).join(" and ")}`,
    ja: `${node}: ${said.map(({ ja }) => ja).join("、")}`,
  };
}

/** «node(s) had …» of one node is «had …». */
function plain(reason: string): Required<Text> {
  const en = reason.replace(/^node\(s\) /, "");
  return { en, ja: en };
}

type Words = (asked: Asked, node: Node, refusal: PluginRefusal) => readonly Required<Text>[];

/** Plugins of which more can be told than they say. */
const WORDS: Readonly<Record<string, Words>> = {
  NodeUnschedulable: () => [{ en: "is cordoned", ja: "スケジュール不可 (cordon) です" }],

  TaintToleration: ({ pod }, { spec }) =>
    // The plugin refuses for taints only, so that there are some.
    (spec.taints as NonNullable<typeof spec.taints>)
      .filter(({ effect }) => effect !== "PreferNoSchedule")
      .filter((taint) => !tolerates(pod.spec.tolerations, taint))
      .map(({ key, value, effect }) => {
        const taint = `${key}${value === undefined || value === "" ? "" : `=${value}`}:${effect}`;
        return {
          en: `has taint ${taint} that it does not tolerate`,
          ja: `taint ${taint} を Pod が許容していません`,
        };
      }),

  NodeAffinity({ pod }, { metadata }) {
    const missing = Object.entries(pod.spec.nodeSelector ?? {}).filter(
      ([key, value]) => metadata.labels?.[key] !== value,
    );
    const labels = missing.map(([key, value]) => `${key}=${value}`).join(", ");
    return missing.length === 0
      ? [{ en: "does not match its node affinity", ja: "nodeAffinity に一致しません" }]
      : [{ en: `does not have label ${labels}`, ja: `ラベル ${labels} がありません` }];
  },

  NodeResourcesFit(asked, node, { reasons }) {
    return reasons.map((reason) => {
      const resource = /^Insufficient (\S+)$/.exec(reason)?.[1];
      return resource === undefined ? plain(reason) : lack(asked, node, resource);
    });
  },
};

function lack({ pod, moment }: Asked, { metadata, status }: Node, resource: string) {
  const wanted = Number(requestsOf(pod).exact[resource]);
  const whole = amountOf(resource, status.allocatable?.[resource]);
  const used = moment
    .list("Pod")
    .map((object) => object as unknown as Asked["pod"])
    .filter(({ spec }) => spec.nodeName === metadata.name)
    .filter((one) => !["Succeeded", "Failed"].includes(String(one.status.phase)))
    .reduce((sum, one) => sum + (requestsOf(one).exact[resource] ?? 0), 0);
  const free = Math.max(0, whole - used);
  const [asks, has, all] = [wanted, free, whole].map((amount) => shown(resource, amount));
  const short = shown(resource, wanted - free);
  return {
    en: `lacks ${short} ${resource} (it asks for ${asks}, ${has} of ${all} is free)`,
    ja: `${resource} が ${short} 足りません (要求 ${asks}、空き ${has} / ${all})`,
  };
}

const BINARY = ["Gi", "Mi", "Ki"] as const;

function shown(resource: string, amount: number): string {
  if (resource === "cpu") return amount % 1000 === 0 ? `${amount / 1000}` : `${amount}m`;
  if (resource !== "memory" && resource !== "ephemeral-storage") return `${amount}`;
  const unit = BINARY.find((_, at) => amount !== 0 && amount % 1024 ** (3 - at) === 0);
  return unit === undefined ? `${amount}` : `${amount / 1024 ** (3 - BINARY.indexOf(unit))}${unit}`;
}
