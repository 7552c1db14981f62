/** What may stand between two slashes of a path, and so be the name of anything at all. */

export function pathSegmentFaults(name: string): readonly string[] {
  if (name === "." || name === "..") return [`may not be '${name}'`];
  return ["/", "%"]
    .filter((text) => name.includes(text))
    .map((text) => `may not contain '${text}'`);
}
