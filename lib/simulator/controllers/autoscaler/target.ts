/** What an autoscaler scales: its Scale, read and written, and its pods. */
import { ApiError } from "../../api/error.ts";
import { matchesSelector } from "../../api/label.ts";
import { type KubeObject, keyFor } from "../../api/object.ts";
import { RESOURCE_ROWS } from "../../api/resources.generated.ts";
import type {
  CustomResourceDefinition,
  HorizontalPodAutoscaler,
  LabelSelector,
  Pod,
} from "../../api/types.generated.ts";
import type { ControllerContext } from "../controller.ts";

export type Target = {
  readonly replicas: number;
  readonly statusReplicas: number;
  readonly pods: readonly Pod[];
  readonly scaleTo: (replicas: number) => void;
};

/** Throws ApiError where the target has no Scale that can be read. */
export function targetOf(autoscaler: HorizontalPodAutoscaler, context: ControllerContext): Target {
  const { api, cache } = context;
  const { kind, name } = autoscaler.spec.scaleTargetRef;
  const { namespace } = autoscaler.metadata;
  const place = placeOf(autoscaler, context);
  const where = { ...place, ...(namespace === undefined ? {} : { namespace }), name };
  const scale = api.request({ verb: "get", ...where, subresource: "scale" });
  const object = cache.find(kind, keyFor(namespace, name));
  const { replicas = 0 } = (scale.spec ?? {}) as { readonly replicas?: number };
  const { replicas: running = 0 } = (scale.status ?? {}) as { readonly replicas?: number };
  const selector = object === undefined ? undefined : selectorOf(object);
  return {
    replicas,
    statusReplicas: running,
    pods: cache
      .list("Pod", namespace ?? "")
      .filter(({ metadata }) => matchesSelector(selector, metadata.labels)),
    scaleTo(size) {
      const body = { ...scale, spec: { replicas: size } };
      api.request({ verb: "update", ...where, subresource: "scale", body });
    },
  };
}

function placeOf({ spec }: HorizontalPodAutoscaler, { cache }: ControllerContext) {
  const { apiVersion = "v1", kind } = spec.scaleTargetRef;
  const slash = apiVersion.indexOf("/");
  const group = slash < 0 ? "" : apiVersion.slice(0, slash);
  const version = apiVersion.slice(slash + 1);
  const row = RESOURCE_ROWS.find((one) => one.group === group && one.kind === kind);
  if (row !== undefined) return { group, version: row.version, resource: row.resource };
  const definitions = cache.list("CustomResourceDefinition") as readonly CustomResourceDefinition[];
  const names = definitions.find((one) => one.spec.group === group && one.spec.names.kind === kind)
    ?.spec.names;
  if (names !== undefined) return { group, version, resource: names.plural };
  throw new ApiError(404, "NotFound", `no matches for kind "${kind}" in group "${group}"`);
}

// A ReplicationController's selector is the labels themselves.
function selectorOf({ kind, spec }: KubeObject): LabelSelector | undefined {
  const { selector } = (spec ?? {}) as { readonly selector?: LabelSelector };
  if (kind !== "ReplicationController") return selector;
  return { matchLabels: (selector ?? {}) as Readonly<Record<string, string>> };
}
