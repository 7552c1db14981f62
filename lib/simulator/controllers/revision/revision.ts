/**
 * ControllerRevisions: the templates that a StatefulSet or DaemonSet has had, numbered.
 * https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/controller-revision-v1/
 */
import { ApiError } from "../../api/error.ts";
import { sameJson } from "../../api/json.ts";
import { keyFor, keyOf } from "../../api/object.ts";
import type {
  ControllerRevision,
  DaemonSet,
  PodTemplateSpec,
  StatefulSet,
} from "../../api/types.generated.ts";
import { claim } from "../claim.ts";
import type { ControllerContext } from "../controller.ts";
import { templateHash } from "../deployment/revision.ts";
import { controllerReference } from "../owner.ts";

type Owner = StatefulSet | DaemonSet;

/** Oldest revision first. */
export function revisionsOf(
  owner: Owner,
  context: ControllerContext,
): readonly ControllerRevision[] {
  const { selector } = owner.spec;
  const owned = claim(owner, { kind: "ControllerRevision", selector }, context);
  return [...owned].sort(
    (a, b) => a.revision - b.revision || (a.metadata.name < b.metadata.name ? -1 : 1),
  );
}

/** What a revision keeps: a patch that puts its template in place. */
function dataOf(template: PodTemplateSpec): unknown {
  return { spec: { template: { ...template, $patch: "replace" } } };
}

export function templateOf({ data }: ControllerRevision): PodTemplateSpec {
  const { spec } = data as { spec: { template: PodTemplateSpec & { $patch?: string } } };
  const { $patch: _patch, ...template } = spec.template;
  return template;
}

/**
 * The revision of the owner's template: an equal one that exists becomes the newest, otherwise it
 * is created. `hashLabel` is where the kind keeps the hash.
 */
export function ensureRevision(
  owner: Owner,
  hashLabel: string,
  context: ControllerContext,
): ControllerRevision {
  const all = revisionsOf(owner, context);
  const { template } = owner.spec;
  const data = dataOf(template);
  const equal = all.filter((revision) => sameJson(revision.data, data)).at(-1);
  const newest = all.at(-1);
  const next = (newest?.revision ?? 0) + 1;
  if (equal !== undefined) {
    if (equal === newest) return equal;
    return context.api.update<"ControllerRevision">({ ...equal, revision: next });
  }
  const { name, namespace, annotations } = owner.metadata;
  const hash = templateHash(template, owner.status.collisionCount ?? 0);
  try {
    return context.api.create("ControllerRevision", {
      metadata: {
        name: `${name}-${hash}`,
        namespace,
        labels: { ...template.metadata?.labels, [hashLabel]: hash },
        ...(annotations === undefined ? {} : { annotations }),
        ownerReferences: [controllerReference(owner)],
      },
      data,
      revision: next,
    });
  } catch (error) {
    if (error instanceof ApiError && error.reason === "AlreadyExists")
      countCollision(owner, context);
    throw error;
  }
}

// Another revision has the name: the next try takes another hash.
function countCollision(owner: Owner, { api, cache }: ControllerContext): void {
  const { name, namespace } = owner.metadata;
  const current = cache.find(owner.kind, keyFor(namespace, name)) as Owner | undefined;
  if (current === undefined) return;
  const status = { ...current.status, collisionCount: (current.status.collisionCount ?? 0) + 1 };
  api.updateStatus<"StatefulSet">({ ...current, status } as StatefulSet);
}

/** Keeps `limit` revisions besides those in `live`, the newest ones. */
export function clearRevisions(
  owner: Owner,
  live: ReadonlySet<string>,
  context: ControllerContext,
): void {
  const limit = owner.spec.revisionHistoryLimit ?? 10;
  const idle = revisionsOf(owner, context).filter(({ metadata }) => !live.has(metadata.name));
  for (const revision of idle.slice(0, Math.max(0, idle.length - limit))) {
    context.api.delete("ControllerRevision", keyOf(revision));
  }
}
