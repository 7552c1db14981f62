/** `kubectl rollout undo`: an older pod template becomes the current one again. */
import type { KubeObject } from "#lib/simulator";
import type { CommandContext } from "../../command/context.ts";
import { dryRunOf, dryRunSuffix, writeOptions } from "../../command/dry-run.ts";
import { KubectlError } from "../../command/error.ts";
import { intFlag } from "../../command/shared-flags.ts";
import type { Verb } from "../../command/verb.ts";
import { describeTemplate } from "../../describers/pod-template.ts";
import { LAST_APPLIED } from "../../patch/last-applied.ts";
import { same } from "../../patch/three-way.ts";
import { objectName } from "../../printers/name.ts";
import type { Info } from "../../resource/manifest-input.ts";
import { type PodTemplate, REVISION, type Revision, revisionsOf } from "./revisions.ts";
import { forEach, ROLLOUT_FLAGS, rolloutTargets } from "./targets.ts";

export const rolloutUndoVerb: Verb = {
  name: "undo",
  summary: "Undo a previous rollout",
  usage: "(TYPE NAME | TYPE/NAME) [flags]",
  flags: [
    ...ROLLOUT_FLAGS,
    intFlag("to-revision", "The revision to return to; 0 is the one before.", { default: "0" }),
  ],
  run: (context) => forEach(rolloutTargets(context), (info) => undo(context, info)),
};

const KEPT_ANNOTATIONS = [
  LAST_APPLIED,
  REVISION,
  "deployment.kubernetes.io/revision-history",
  "deployment.kubernetes.io/desired-replicas",
  "deployment.kubernetes.io/max-replicas",
  "deprecated.deployment.rollback.to",
];

function undo(context: CommandContext, info: Info): void {
  const wanted = context.flags.int("to-revision");
  const dryRun = dryRunOf(context.flags);
  const revisions = revisionsOf(context, info);
  const deployment = info.row.kind === "Deployment";
  const revision = deployment
    ? deploymentTarget(info, revisions, wanted)
    : revisionTarget(revisions, wanted);
  const template = withoutHash(revision.template);
  const tell = (what: string) =>
    context.line(`${objectName(info.object)} ${what}${dryRunSuffix(dryRun)}`);
  if (dryRun === "client") {
    tell(describeTemplate(revision.template));
    return;
  }
  if ((info.object.spec as { readonly paused?: boolean }).paused === true) {
    throw new KubectlError(
      "you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume' and try again",
    );
  }
  const current = (info.object.spec as { readonly template: PodTemplate }).template;
  if (same(withoutHash(current), template)) {
    tell(
      `skipped rollback (current template already matches revision ${wanted > 0 ? wanted : revision.number})`,
    );
    return;
  }
  context.api.patch(
    info,
    "json",
    patchFor(info.object, template, revision.holder, deployment),
    writeOptions(context, "kubectl-rollout"),
  );
  tell("rolled back");
}

function patchFor(
  object: KubeObject,
  template: PodTemplate,
  holder: KubeObject,
  withAnnotations: boolean,
): readonly unknown[] {
  const replace = { op: "replace", path: "/spec/template", value: template };
  if (!withAnnotations) return [replace];
  const own = Object.entries(object.metadata.annotations ?? {});
  const kept = own.filter(([name]) => KEPT_ANNOTATIONS.includes(name));
  const old = Object.entries(holder.metadata.annotations ?? {});
  const restored = old.filter(([name]) => !KEPT_ANNOTATIONS.includes(name));
  const value = Object.fromEntries([...kept, ...restored]);
  return [replace, { op: "add", path: "/metadata/annotations", value }];
}

function deploymentTarget(info: Info, revisions: readonly Revision[], wanted: number): Revision {
  if (wanted > 0) {
    const found = revisions.find(({ number }) => number === wanted);
    if (found === undefined) {
      throw new KubectlError(`unable to find specified revision ${wanted} in history`);
    }
    return found;
  }
  const found = revisions.at(-2);
  if (found === undefined) {
    throw new KubectlError(`no rollout history found for deployment "${info.name}"`);
  }
  return found;
}

function revisionTarget(revisions: readonly Revision[], wanted: number): Revision {
  if (wanted > 0) {
    const found = revisions.find(({ number }) => number === wanted);
    if (found === undefined) {
      throw new KubectlError(`unable to find specified revision ${wanted} in history`);
    }
    return found;
  }
  const found = revisions.at(-2);
  if (found === undefined) throw new KubectlError("no last revision to roll back to");
  return found;
}

function withoutHash(template: PodTemplate): PodTemplate {
  const { "pod-template-hash": _hash, ...labels } = template.metadata?.labels ?? {};
  return { ...template, metadata: { ...template.metadata, labels } };
}
