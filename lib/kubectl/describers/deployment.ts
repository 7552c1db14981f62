/** `describe deployment` */
import type { KubeObject } from "#lib/simulator";
import { same } from "../patch/three-way.ts";
import { goValue } from "../text/go-value.ts";
import { type Describe, type Describer, type Fields, fieldsOf } from "./describer.ts";
import { writeEvents } from "./events.ts";
import { writeAnnotations, writeLabels } from "./metadata.ts";
import { selectorText, writePodTemplate } from "./pod-template.ts";
import { longTime } from "./time.ts";
import { writeWorkloadConditions } from "./workload.ts";

export const deploymentDescriber: Describer = {
  kind: "Deployment",
  describe: (run) => {
    const { object, out } = run;
    const spec = fieldsOf(object.spec);
    const status = fieldsOf(object.status);
    out.line(0, `Name:\t${object.metadata.name}`);
    out.line(0, `Namespace:\t${object.metadata.namespace ?? ""}`);
    out.line(0, `CreationTimestamp:\t${longTime(object.metadata.creationTimestamp)}`);
    writeLabels(out, "Labels", object.metadata.labels);
    writeAnnotations(out, "Annotations", object.metadata.annotations);
    out.line(0, `Selector:\t${selectorText(spec.selector)}`);
    const count = (field: string) => goValue(status[field] ?? 0);
    out.line(
      0,
      `Replicas:\t${goValue(spec.replicas ?? 0)} desired | ${count("updatedReplicas")} updated | ` +
        `${count("replicas")} total | ${count("availableReplicas")} available | ` +
        `${count("unavailableReplicas")} unavailable`,
    );
    writeStrategy(run, spec);
    writePodTemplate(out, spec.template);
    writeWorkloadConditions(out, status);
    writeReplicaSets(run, spec);
    writeEvents(run);
  },
};

function writeStrategy({ out }: Describe, spec: Fields): void {
  const strategy = fieldsOf(spec.strategy);
  out.line(0, `StrategyType:\t${goValue(strategy.type ?? "")}`);
  out.line(0, `MinReadySeconds:\t${goValue(spec.minReadySeconds ?? 0)}`);
  if (strategy.rollingUpdate === undefined) return;
  const { maxUnavailable, maxSurge } = fieldsOf(strategy.rollingUpdate);
  out.line(
    0,
    `RollingUpdateStrategy:\t${goValue(maxUnavailable)} max unavailable, ${goValue(maxSurge)} max surge`,
  );
}

function writeReplicaSets({ object, out, context }: Describe, spec: Fields): void {
  const row = context.mapper.ofKind("apps/v1", "ReplicaSet");
  if (row === undefined) return;
  const owned = context.api
    .list(row, object.metadata.namespace)
    .items.filter(({ metadata }) =>
      metadata.ownerReferences?.some(
        ({ uid, controller }) => controller === true && uid === object.metadata.uid,
      ),
    )
    .sort(byAge);
  const current = owned.find((set) =>
    same(plainTemplate(fieldsOf(set.spec).template), plainTemplate(spec.template)),
  );
  const old = owned.filter((set) => set !== current);
  if (owned.length === 0) return;
  out.line(0, `OldReplicaSets:\t${setsText(old)}`);
  out.line(0, `NewReplicaSet:\t${setsText(current === undefined ? [] : [current])}`);
}

function byAge(a: KubeObject, b: KubeObject): number {
  const [x, y] = [String(a.metadata.creationTimestamp), String(b.metadata.creationTimestamp)];
  if (x !== y) return x < y ? -1 : 1;
  return a.metadata.name < b.metadata.name ? -1 : 1;
}

/** Without the hash label that tells the ReplicaSets of one Deployment apart. */
function plainTemplate(template: unknown): unknown {
  const { metadata, ...rest } = fieldsOf(template);
  const { labels, ...other } = fieldsOf(metadata);
  const { "pod-template-hash": _hash, ...kept } = fieldsOf(labels);
  return { ...rest, metadata: { ...other, labels: kept } };
}

function setsText(sets: readonly KubeObject[]): string {
  const texts = sets.map((set) => {
    const created = goValue(fieldsOf(set.status).replicas ?? 0);
    return `${set.metadata.name} (${created}/${goValue(fieldsOf(set.spec).replicas ?? 0)} replicas created)`;
  });
  return texts.length === 0 ? "<none>" : texts.join(", ");
}
