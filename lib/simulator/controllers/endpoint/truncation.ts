/** Endpoints hold at most 1,000 addresses: ready ones first, each subset by its share. */
import type { EndpointSubset } from "../../api/types.generated.ts";

const ADDRESSES_MAX = 1000;

/** The same list when nothing has to go. */
export function truncated(subsets: readonly EndpointSubset[]): readonly EndpointSubset[] {
  const ready = subsets.reduce((sum, { addresses = [] }) => sum + addresses.length, 0);
  const notReady = subsets.reduce(
    (sum, { notReadyAddresses = [] }) => sum + notReadyAddresses.length,
    0,
  );
  if (ready + notReady <= ADDRESSES_MAX) return subsets;
  const field = ready > ADDRESSES_MAX ? "addresses" : "notReadyAddresses";
  const total = field === "addresses" ? ready : notReady;
  const room = field === "addresses" ? ADDRESSES_MAX : ADDRESSES_MAX - ready;
  let left = room;
  return subsets.map((subset) => {
    const all = subset[field] ?? [];
    const share = Math.min(left, Math.ceil((all.length / total) * room));
    left -= share;
    const { [field]: _cut, notReadyAddresses: _rest, ...rest } = subset;
    return share === 0 ? rest : { ...rest, [field]: all.slice(0, share) };
  });
}
