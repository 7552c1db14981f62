/** Why a Service answers nobody: its selector finds no pod, or none of them is ready. */
import { type KubeObject, matchesLabels } from "#lib/simulator";
import type { PartialObject, Subject } from "../expectation.ts";
import { candidatesFor } from "../expectations/object.ts";
import type { Moment } from "../run.ts";
import type { Reason } from "./reason.ts";

type Labels = Readonly<Record<string, string>>;

export function noEndpoints(subject: Subject, moment: Moment): readonly Reason[] {
  return servicesIn(subject, moment).flatMap((service) => explain(service, moment));
}

function servicesIn(subject: Subject, moment: Moment): readonly KubeObject[] {
  if (subject.subject === "request") {
    const host =
      /^(?:https?:\/\/)?([^:/]+)/.exec(subject.request.http ?? subject.request.tcp ?? "")?.[1] ??
      "";
    const [name, namespace] = host.split(".");
    const own = /^pod\/([^/]+)\//.exec(subject.request.from)?.[1] ?? "default";
    return moment
      .list("Service")
      .filter(
        ({ metadata }) => metadata.name === name && metadata.namespace === (namespace ?? own),
      );
  }
  const { object } = subject;
  if (object === undefined) return [];
  if (object.kind === "Service") return candidatesFor(object, moment);
  if (object.kind !== "EndpointSlice" && object.kind !== "Endpoints") return [];
  const labels = object.metadata?.labels as Labels | undefined;
  const name = labels?.["kubernetes.io/service-name"] ?? object.metadata?.name;
  const namespace = object.metadata?.namespace;
  return moment
    .list("Service")
    .filter(
      ({ metadata }) =>
        metadata.name === name && (namespace === undefined || metadata.namespace === namespace),
    );
}

function explain(service: KubeObject, moment: Moment): readonly Reason[] {
  const { name, namespace } = service.metadata;
  const selector = (service.spec as { readonly selector?: Labels } | undefined)?.selector;
  if (selector === undefined) return [];
  const pods = moment.list("Pod").filter(({ metadata }) => metadata.namespace === namespace);
  if (pods.some(({ metadata }) => matchesLabels(selector, metadata.labels))) return [];
  const wanted = show(selector);
  const nearest = pods
    .map(({ metadata }) => metadata.labels)
    .find((labels) => sharesAKey(selector, labels));
  const hint = nearest === undefined ? "" : show(pick(nearest, Object.keys(selector)));
  return [
    {
      en: `Service ${name} selects ${wanted}, and no pod in ${namespace} has these labels${hint === "" ? "" : ` (a pod has ${hint})`}.`,
      ja: `Service ${name} の selector は ${wanted} ですが、${namespace} にこのラベルを持つ Pod はありません${hint === "" ? "" : `(ある Pod のラベルは ${hint})`}。`,
      place: { object: service as PartialObject, path: "spec.selector" },
    },
  ];
}

function sharesAKey(selector: Labels, labels: Labels | undefined): boolean {
  return Object.keys(selector).some((key) => labels?.[key] !== undefined);
}

function pick(labels: Labels, keys: readonly string[]): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([key]) => keys.includes(key)));
}

function show(labels: Labels): string {
  return Object.entries(labels)
    .map(([key, value]) => `${key}: ${value}`)
    .join(", ");
}
