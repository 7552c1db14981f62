/**
 * Which endpoint stands in which slice. What is in a slice stays there; slices that change anyway
 * are filled up first; a slice that would go is used for what is new.
 */
import { sameJson } from "../../api/json.ts";
import type {
  DiscoveryV1EndpointPort,
  Endpoint,
  EndpointSlice,
} from "../../api/types.generated.ts";

export const ENDPOINTS_MAX = 100;

export type Slice = {
  readonly endpoints: readonly Endpoint[];
  readonly ports: readonly DiscoveryV1EndpointPort[];
};

export type Arrangement = {
  readonly create: readonly Slice[];
  /** Also slices that stay as they are: their labels may have to change. */
  readonly update: readonly (readonly [EndpointSlice, Slice])[];
  readonly remove: readonly EndpointSlice[];
};

/** `wanted` has one entry for each set of ports, of any length. */
export function arrange(wanted: readonly Slice[], existing: readonly EndpointSlice[]): Arrangement {
  const create: Slice[] = [];
  const update: (readonly [EndpointSlice, Slice])[] = [];
  const remove = new Set(existing);
  // An empty Service still has one slice, so that «no pods» differs from «not yet looked».
  const all = wanted.length === 0 ? [{ endpoints: [], ports: [] }] : wanted;
  for (const { endpoints, ports } of all) {
    const own = existing.filter((slice) => sameJson(slice.ports ?? [], ports));
    const plan = fill(endpoints, own);
    for (const [slice, content] of plan.kept) {
      if (content.length === 0 && endpoints.length > 0) continue;
      update.push([slice, { endpoints: content, ports }]);
      remove.delete(slice);
    }
    for (const part of plan.fresh) create.push({ endpoints: part, ports });
    const isPlaceholder = endpoints.length === 0 && own.length === 0;
    if (isPlaceholder) create.push({ endpoints: [], ports });
  }
  const spare = [...remove];
  const reused = create.splice(0, Math.min(create.length, spare.length));
  for (const slice of reused) {
    const place = spare.shift();
    if (place !== undefined) update.push([place, slice]);
  }
  return { create, update, remove: spare };
}

type Plan = {
  readonly kept: readonly (readonly [EndpointSlice, readonly Endpoint[]])[];
  readonly fresh: readonly (readonly Endpoint[])[];
};

function fill(endpoints: readonly Endpoint[], slices: readonly EndpointSlice[]): Plan {
  const open = new Map(endpoints.map((endpoint) => [idOf(endpoint), endpoint]));
  const kept = slices.map((slice) => {
    const before = slice.endpoints ?? [];
    const content = before.flatMap((endpoint) => {
      const found = open.get(idOf(endpoint));
      open.delete(idOf(endpoint));
      return found ?? [];
    });
    return { slice, content, isChanged: !sameJson(content, before) };
  });
  const rest = [...open.values()];
  // The fullest of the changed ones first.
  const changed = kept.filter(({ isChanged }) => isChanged);
  for (const { content } of changed.sort((a, b) => b.content.length - a.content.length)) {
    content.push(...rest.splice(0, ENDPOINTS_MAX - content.length));
  }
  const fitting = kept.find(
    ({ content, isChanged }) =>
      !isChanged && rest.length > 0 && content.length + rest.length <= ENDPOINTS_MAX,
  );
  if (fitting !== undefined) fitting.content.push(...rest.splice(0));
  const fresh: (readonly Endpoint[])[] = [];
  while (rest.length > 0) fresh.push(rest.splice(0, ENDPOINTS_MAX));
  return { kept: kept.map(({ content, slice }) => [slice, content] as const), fresh };
}

function idOf({ addresses, targetRef }: Endpoint): string {
  return `${targetRef?.uid ?? ""} ${addresses.join(",")}`;
}
