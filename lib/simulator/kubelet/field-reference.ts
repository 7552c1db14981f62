/**
 * Fields of a pod and resources of a container as texts: the downward API.
 * https://kubernetes.io/docs/concepts/workloads/pods/downward-api/
 */
import { amountOf } from "../api/amount.ts";
import type { Container, Pod, ResourceFieldSelector } from "../api/types.generated.ts";
import { quote } from "../programs/index.ts";

export type PodPlace = { readonly podIp: string; readonly hostIp: string };

/** undefined for a path that is not supported. */
export function fieldText(pod: Pod, fieldPath: string, place: PodPlace): string | undefined {
  const subscript = /^metadata\.(labels|annotations)\['([^']*)'\]$/.exec(fieldPath);
  const { metadata, spec } = pod;
  if (subscript !== null) {
    const map = subscript[1] === "labels" ? metadata.labels : metadata.annotations;
    return map?.[subscript[2] as string] ?? "";
  }
  switch (fieldPath) {
    case "metadata.name":
      return metadata.name;
    case "metadata.namespace":
      return metadata.namespace ?? "default";
    case "metadata.uid":
      return metadata.uid;
    case "metadata.labels":
      return mapText(metadata.labels);
    case "metadata.annotations":
      return mapText(metadata.annotations);
    case "spec.nodeName":
      return spec.nodeName ?? "";
    case "spec.serviceAccountName":
      return spec.serviceAccountName ?? "";
    case "status.hostIP":
    case "status.hostIPs":
      return place.hostIp;
    case "status.podIP":
    case "status.podIPs":
      return place.podIp;
    default:
      return undefined;
  }
}

function mapText(map: Readonly<Record<string, string>> | undefined): string {
  return Object.entries(map ?? {})
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${quote(value)}`)
    .join("\n");
}

/** Without a limit the node's allocatable is told. */
export function resourceText(
  container: Container,
  { resource, divisor }: ResourceFieldSelector,
  allocatable: Readonly<Record<string, string>>,
): string {
  const dot = resource.indexOf(".");
  const kind = resource.slice(0, dot);
  const name = resource.slice(dot + 1);
  const { limits, requests } = container.resources ?? {};
  const own = kind === "limits" ? (limits?.[name] ?? allocatable[name]) : requests?.[name];
  const given = divisor === undefined || divisor === "0" ? "1" : divisor;
  const unit = amountOf(name, given);
  return String(unit === 0 ? 0 : Math.ceil(amountOf(name, own) / unit));
}
