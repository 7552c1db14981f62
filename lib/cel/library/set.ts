/** Lists as sets: `sets.contains(list, parts)`. */

import type { Handlers } from "./handler.ts";
import { sameJson } from "./same.ts";

export class SetNamespace {}

type List = readonly unknown[];

const holds = (list: List, item: unknown) => list.some((one) => sameJson(one, item));
const holdsAll = (list: List, items: List) => items.every((item) => holds(list, item));

export const SET_FUNCTIONS: Handlers = {
  "setsNamespace.contains(list, list): bool": (_sets: unknown, a: List, b: List) => holdsAll(a, b),
  "setsNamespace.equivalent(list, list): bool": (_sets: unknown, a: List, b: List) =>
    holdsAll(a, b) && holdsAll(b, a),
  "setsNamespace.intersects(list, list): bool": (_sets: unknown, a: List, b: List) =>
    b.some((item) => holds(a, item)),
};
