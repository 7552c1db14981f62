/** Scale: the size of a workload as an object of its own. */
import { conflict } from "../../api/error.ts";
import { invalid, invalidObject } from "../../api/field-error.ts";
import type { KubeObject } from "../../api/object.ts";
import { patched } from "../patch/patch.ts";
import type { RestContext } from "../rest/context.ts";
import { requireObject } from "../rest/require.ts";
import { replaceObject } from "../rest/update.ts";

type Sized = {
  readonly replicas?: number;
  readonly selector?: { readonly matchLabels?: Readonly<Record<string, string>> };
};

export function readScale(context: RestContext): KubeObject {
  return scaleOf(requireObject(context));
}

/** Update and patch of the Scale object. */
export function updateScale(context: RestContext): KubeObject {
  const { request, row } = context;
  const old = requireObject(context);
  const current = scaleOf(old);
  const wanted =
    request.verb === "patch" ? patched(context, current, "Scale") : (request.body as KubeObject);
  const { replicas = 0 } = (wanted.spec ?? {}) as Sized;
  if (replicas < 0) {
    const why = "must be greater than or equal to 0";
    const errors = [invalid("spec.replicas", replicas, why)];
    throw invalidObject({ group: "autoscaling", kind: "Scale" }, old.metadata.name, errors);
  }
  const asked = wanted.metadata?.resourceVersion;
  if (asked !== undefined && asked !== "" && asked !== old.metadata.resourceVersion) {
    const why =
      "the object has been modified; please apply your changes to the latest version and try again";
    throw conflict(row, old.metadata.name, why);
  }
  const { subresource: _scale, ...rest } = request;
  const spec = { ...(old.spec as object), replicas };
  const plain = { ...context, request: { ...rest, verb: "update" as const } };
  return scaleOf(replaceObject(plain, old, { ...old, spec }));
}

function scaleOf(object: KubeObject): KubeObject {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = object.metadata;
  const { replicas = 1, selector } = (object.spec ?? {}) as Sized;
  const labels = Object.entries(selector?.matchLabels ?? {}).map(
    ([key, value]) => `${key}=${value}`,
  );
  const status = object.status as { readonly replicas?: number } | undefined;
  return {
    apiVersion: "autoscaling/v1",
    kind: "Scale",
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    spec: { replicas },
    status: { replicas: status?.replicas ?? 0, selector: labels.sort().join(",") },
  };
}
