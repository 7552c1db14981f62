/** References to images: `registry/repository:tag@digest`. */

/**
 * Always for `:latest` and for no tag at all.
 * https://kubernetes.io/docs/concepts/containers/images/
 */
export function defaultPullPolicy(image: string): "Always" | "IfNotPresent" {
  if (image.includes("@")) return "IfNotPresent";
  const tag = /:([\w][\w.-]{0,127})$/.exec(image)?.[1];
  return tag === undefined || tag === "latest" ? "Always" : "IfNotPresent";
}
