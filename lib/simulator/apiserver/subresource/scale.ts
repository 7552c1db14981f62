/**
 * Scale: the size of a workload, or of a custom resource that has one, as an object of its own.
 */
import { conflict } from "../../api/error.ts";
import { invalid, invalidObject } from "../../api/field-error.ts";
import type { KubeObject } from "../../api/object.ts";
import { findAtPath, pathNames } from "../custom/json-path.ts";
import type { KindStrategy } from "../kind-strategy.ts";
import { patched } from "../patch/patch.ts";
import type { RestContext } from "../rest/context.ts";
import { requireObject } from "../rest/require.ts";
import { replaceObject } from "../rest/update.ts";

type Sized = {
  readonly replicas?: number;
  readonly selector?: { readonly matchLabels?: Readonly<Record<string, string>> };
};

export function readScale(context: RestContext): KubeObject {
  return scaleOf(context, requireObject(context));
}

/** Update and patch of the Scale object. */
export function updateScale(context: RestContext): KubeObject {
  const { request, row } = context;
  const old = requireObject(context);
  const current = scaleOf(context, old);
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
  const path = context.strategy.scalePaths?.specReplicasPath ?? ".spec.replicas";
  const resized = withValueAt(old, pathNames(path), replicas) as KubeObject;
  const plain = { ...context, request: { ...rest, verb: "update" as const }, writtenAs: "scale" };
  return scaleOf(context, replaceObject(plain, old, resized));
}

function withValueAt(object: unknown, path: readonly string[], value: unknown): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  const holder = (object ?? {}) as Readonly<Record<string, unknown>>;
  return { ...holder, [name]: withValueAt(holder[name], rest, value) };
}

function scaleOf({ strategy }: RestContext, object: KubeObject): KubeObject {
  const paths = strategy.scalePaths;
  return paths === undefined ? builtInScale(object) : customScale(object, paths);
}

type ScalePaths = NonNullable<KindStrategy["scalePaths"]>;

function customScale(object: KubeObject, paths: ScalePaths): KubeObject {
  const { labelSelectorPath, specReplicasPath, statusReplicasPath } = paths;
  const at = (path: string | undefined) => (path === undefined ? [] : findAtPath(path, object))[0];
  const plain = builtInScale({ ...object, spec: {}, status: {} });
  const selector = at(labelSelectorPath);
  return {
    ...plain,
    spec: { replicas: at(specReplicasPath) ?? 0 },
    status: {
      replicas: at(statusReplicasPath) ?? 0,
      ...(typeof selector === "string" ? { selector } : {}),
    },
  };
}

function builtInScale(object: KubeObject): KubeObject {
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
