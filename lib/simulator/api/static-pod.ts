/**
 * By which annotations a pod is known to come from a file of its node, or to mirror one that does.
 * https://kubernetes.io/docs/reference/labels-annotations-taints/#kubernetes-io-config-mirror
 */
import type { ObjectMeta } from "./object.ts";

export const MIRROR_ANNOTATION = "kubernetes.io/config.mirror";
export const HASH_ANNOTATION = "kubernetes.io/config.hash";
export const SEEN_ANNOTATION = "kubernetes.io/config.seen";
export const SOURCE_ANNOTATION = "kubernetes.io/config.source";

type Described = { readonly metadata: Pick<ObjectMeta, "annotations"> };

/** The hash of the static pod that an object of the API mirrors. */
export function mirroredHash({ metadata }: Described): string | undefined {
  return metadata.annotations?.[MIRROR_ANNOTATION];
}

/** It does not come from the API. */
export function isStatic({ metadata }: Described): boolean {
  return (metadata.annotations?.[SOURCE_ANNOTATION] ?? "api") !== "api";
}
