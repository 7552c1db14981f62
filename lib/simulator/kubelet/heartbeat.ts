/**
 * A node's signs of life. Nothing is written while it lives: a Lease tells of the last beat when
 * the heart stops, and goes, with the conditions put right, when it beats again.
 *
 * Not simulated: renewals of the Lease every ten seconds.
 */
import { ApiError } from "../api/error.ts";
import { formatMicroTime } from "../api/time.ts";
import type { NodeCondition } from "../api/types.generated.ts";
import type { ComponentApi } from "../component/api.ts";
import { conditionsAt } from "../node-object.ts";

const NAMESPACE = "kube-node-lease";
const LEASE_SECONDS = 40;

type Heart = { readonly api: ComponentApi; readonly name: string };

export function stopBeating({ api, name }: Heart, nowMs: number): void {
  tolerant(() => {
    api.create("Lease", {
      metadata: { name, namespace: NAMESPACE },
      spec: {
        holderIdentity: name,
        leaseDurationSeconds: LEASE_SECONDS,
        renewTime: formatMicroTime(nowMs),
      },
    });
  });
}

export function beatAgain({ api, name }: Heart, now: string): void {
  tolerant(() => api.delete("Lease", `${NAMESPACE}/${name}`));
  tolerant(() => {
    const node = api.read("Node", name);
    const before = node.status.conditions ?? [];
    if (!before.some(isUnwell)) return;
    const alive = conditionsAt(now);
    const conditions = before.map(
      (one) => alive.find(({ type }) => isUnwell(one) && type === one.type) ?? one,
    );
    api.updateStatus<"Node">({ ...node, status: { ...node.status, conditions } });
  });
}

// Nobody heard of it, or it went down in order.
function isUnwell({ status, type }: NodeCondition): boolean {
  return status === "Unknown" || (type === "Ready" && status === "False");
}

// A node that is no longer there has nothing to tell, and a second stop is none.
function tolerant(act: () => void): void {
  try {
    act();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
  }
}
