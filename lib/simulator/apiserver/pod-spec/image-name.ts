/** References to images: `registry/repository:tag@digest`. */

const PART = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
const HOST =
  "(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)(?:\\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*(?::[0-9]+)?";
const REFERENCE = new RegExp(
  `^(?:${HOST}/)?${PART}(?:/${PART})*(?::(\\w[\\w.-]{0,127}))?(@[A-Za-z][\\w.+-]*:[0-9a-fA-F]{32,})?$`,
);

/**
 * Always for `:latest` and for no tag at all; a text that is no reference counts as having a tag.
 * https://kubernetes.io/docs/concepts/containers/images/
 */
export function defaultPullPolicy(image: string): "Always" | "IfNotPresent" {
  const match = REFERENCE.exec(image);
  if (match === null) return "IfNotPresent";
  const [, tag, digest] = match;
  if (tag === undefined && digest !== undefined) return "IfNotPresent";
  return tag === undefined || tag === "latest" ? "Always" : "IfNotPresent";
}
