/** Where a request comes from: found in the store, or why nobody is there who could send it. */
import type { Node, Pod } from "../api/types.generated.ts";
import type { Store } from "../apiserver/store/store.ts";
import type { NetworkRequest } from "./request.ts";
import { nameOf, OUTSIDE_IP, type Place } from "./trip.ts";

export function placeOf({ from, sourceIp }: NetworkRequest, store: Store): Place | string {
  const name = nameOf(from);
  if (from === "outside") {
    const ip = sourceIp ?? OUTSIDE_IP;
    return { name, ip, pod: undefined, node: undefined, isOnHost: false };
  }
  if ("node" in from) {
    const node = store.get("Node", from.node) as unknown as Node | undefined;
    const address = node?.status.addresses?.find(({ type }) => type === "InternalIP")?.address;
    if (address === undefined) return `there is no node ${from.node}`;
    return { name, ip: address, pod: undefined, node: from.node, isOnHost: true };
  }
  const pod = store.get("Pod", from.pod) as unknown as Pod | undefined;
  // A container talks before the status tells that it runs.
  if (pod === undefined || /^(?:Succeeded|Failed)$/.test(pod.status.phase ?? "")) {
    return `pod ${from.pod} is not running`;
  }
  const { hostNetwork, nodeName } = pod.spec;
  const ip = pod.status.podIP ?? "";
  return { name, ip, pod, node: nodeName, isOnHost: hostNetwork === true };
}
