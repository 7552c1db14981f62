/** Old versions of a workload: ReplicaSets of a Deployment, ControllerRevisions of the others. */
import type { KubeObject } from "#lib/simulator";
import type { CommandContext } from "../../command/context.ts";
import { KubectlError } from "../../command/error.ts";
import type { Info } from "../../resource/manifest-input.ts";

export const REVISION = "deployment.kubernetes.io/revision";
export const CHANGE_CAUSE = "kubernetes.io/change-cause";

export type PodTemplate = {
  readonly metadata?: {
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec?: unknown;
};

export type Revision = {
  readonly number: number;
  readonly changeCause: string;
  readonly template: PodTemplate;
  /** The ReplicaSet or ControllerRevision that holds it. */
  readonly holder: KubeObject;
};

/** Oldest first. */
export function revisionsOf(context: CommandContext, info: Info): readonly Revision[] {
  switch (info.row.kind) {
    case "Deployment":
      return ownedBy(context, info, "apps/v1", "ReplicaSet").map(fromReplicaSet).sort(byNumber);
    case "DaemonSet":
    case "StatefulSet":
      return ownedBy(context, info, "apps/v1", "ControllerRevision")
        .map(fromControllerRevision)
        .sort(byNumber);
    default:
      throw new KubectlError(
        `no history viewer has been implemented for ${JSON.stringify(info.row.kind)}`,
      );
  }
}

function byNumber(a: Revision, b: Revision): number {
  return a.number - b.number;
}

function ownedBy(
  context: CommandContext,
  info: Info,
  apiVersion: string,
  kind: string,
): readonly KubeObject[] {
  const row = context.mapper.ofKind(apiVersion, kind);
  if (row === undefined) return [];
  const { uid } = info.object.metadata;
  return context.api
    .list(row, info.namespace)
    .items.filter(({ metadata }) =>
      metadata.ownerReferences?.some((owner) => owner.controller === true && owner.uid === uid),
    );
}

function fromReplicaSet(holder: KubeObject): Revision {
  const { annotations } = holder.metadata;
  return {
    number: Number(annotations?.[REVISION] ?? "0"),
    changeCause: annotations?.[CHANGE_CAUSE] ?? "",
    template: (holder.spec as { readonly template: PodTemplate }).template,
    holder,
  };
}

function fromControllerRevision(holder: KubeObject): Revision {
  const data = holder.data as { readonly spec?: { readonly template?: PodTemplate } } | undefined;
  const { $patch: _directive, ...template } = (data?.spec?.template ?? {}) as PodTemplate & {
    readonly $patch?: string;
  };
  return {
    number: Number(holder.revision ?? 0),
    changeCause: holder.metadata.annotations?.[CHANGE_CAUSE] ?? "",
    template,
    holder,
  };
}
