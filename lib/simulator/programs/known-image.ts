/** Whether an image is in the table of well-known ones, as far as its name tells. */

import { parseImage } from "./image-reference.ts";
import { ImageRegistry } from "./image-registry.ts";

const registry = new ImageRegistry();

export function isKnownImage(name: string): boolean {
  const reference = parseImage(name);
  if (reference === undefined) return false;
  return "image" in registry.look(reference);
}
