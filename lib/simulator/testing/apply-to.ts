/** Creates a drafted object in a cluster as its administrator; a refusal fails the test. */
import { assert } from "#lib/shared";
import type { ObjectMeta } from "../api/object.ts";
import type { Cluster } from "../cluster.ts";

export function applyTo(
  cluster: Cluster,
  draft: { readonly kind: string; readonly metadata: Partial<ObjectMeta> },
): void {
  const row = cluster.server.registry.rowOfKind(draft.kind);
  assert(row !== undefined, `no resource for kind ${draft.kind}`);
  const { group, version, resource } = row;
  const { name = "", namespace } = draft.metadata;
  const place = namespace === undefined ? {} : { namespace };
  const apiVersion = group === "" ? version : `${group}/${version}`;
  const request = {
    verb: "create",
    group,
    version,
    resource,
    name,
    ...place,
    body: { apiVersion, ...draft },
  } as const;
  const response = cluster.client().request(request);
  assert(response.code < 300, `${draft.kind} ${name}: ${JSON.stringify(response.body)}`);
}
