/**
 * A pod that its node drove out under pressure: which node lacks what, and how far the pod's use
 * was above its request. The kubelet says it in the pod's status.
 * https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/
 */
import type { Explain } from "./asked.ts";

const LOW = /The node was low on resource: ([\w-]+)\./;
const THRESHOLD = /Threshold quantity: (\S+), available: (\S+)\./;
const USE = /Container (\S+) was using (\S+), request is (\S+), has larger consumption of/g;

export const evicted: Explain = ({ pod }) => {
  if (pod.status.reason !== "Evicted") return undefined;
  const message = pod.status.message ?? "";
  const { name } = pod.metadata;
  const node = pod.spec.nodeName ?? "its node";
  const resource = LOW.exec(message)?.[1];
  if (resource === undefined) {
    return {
      en: `Pod ${name} was evicted from ${node}: ${message.trim()}`,
      ja: `Pod ${name} は ${node} から退避されました: ${message.trim()}`,
    };
  }
  const [, threshold, available] = THRESHOLD.exec(message) ?? [];
  const uses = [...message.matchAll(USE)];
  const left = available === undefined ? "" : ` (${available} left, it keeps ${threshold})`;
  const leftJa = available === undefined ? "" : `(残り ${available}、しきい値 ${threshold})`;
  const over = uses.map(([, container, used, request]) =>
    request === "0"
      ? `container ${container} was using ${used} and requests none`
      : `container ${container} was using ${used}, more than its request of ${request}`,
  );
  const overJa = uses.map(([, container, used, request]) =>
    request === "0"
      ? `コンテナ ${container} は request なしで ${used} を使用していました`
      : `コンテナ ${container} は request の ${request} を超えて ${used} を使用していました`,
  );
  return {
    en: `${[`Pod ${name} was evicted: node ${node} ran low on ${resource}${left}`, ...over].join("; ")}.`,
    ja: `${[`Pod ${name} は退避されました: ノード ${node} の ${resource} が不足しました${leftJa}`, ...overJa].join("。")}。`,
  };
};
