/** `describe statefulset` */
import type { KubeObject } from "#lib/simulator";
import { goValue } from "../text/go-value.ts";
import { type Describe, type Describer, fieldsOf } from "./describer.ts";
import { writeEvents } from "./events.ts";
import { writeName, writeOwnMetadata } from "./head.ts";
import { writeAnnotations, writeLabels } from "./metadata.ts";
import { selectorText, writePodTemplate } from "./pod-template.ts";
import { longTime } from "./time.ts";
import { podsStatus } from "./workload.ts";

export const statefulSetDescriber: Describer = {
  kind: "StatefulSet",
  describe: (run) => {
    const { object, out, context } = run;
    const spec = fieldsOf(object.spec);
    const status = fieldsOf(object.status);
    writeName(run, true);
    out.line(0, `CreationTimestamp:\t${longTime(object.metadata.creationTimestamp)}`);
    out.line(0, `Selector:\t${selectorText(spec.selector, "")}`);
    writeOwnMetadata(run);
    const desired = goValue(spec.replicas ?? 0);
    out.line(0, `Replicas:\t${desired} desired | ${goValue(status.replicas ?? 0)} total`);
    const strategy = fieldsOf(spec.updateStrategy);
    out.line(0, `Update Strategy:\t${goValue(strategy.type ?? "")}`);
    const { partition, maxUnavailable } = fieldsOf(strategy.rollingUpdate);
    if (partition !== undefined) out.line(1, `Partition:\t${goValue(partition)}`);
    if (maxUnavailable !== undefined) out.line(1, `MaxUnavailable:\t${goValue(maxUnavailable)}`);
    out.line(0, `Pods Status:\t${podsStatus(context, object)}`);
    writePodTemplate(out, spec.template);
    writeClaims(run, (spec.volumeClaimTemplates ?? []) as readonly KubeObject[]);
    writeEvents(run);
  },
};

function writeClaims({ out }: Describe, claims: readonly KubeObject[]): void {
  if (claims.length === 0) {
    out.line(0, "Volume Claims:\t<none>");
    return;
  }
  out.line(0, "Volume Claims:");
  for (const claim of claims) {
    const spec = fieldsOf(claim.spec);
    out.line(1, `Name:\t${claim.metadata.name}`);
    out.line(1, `StorageClass:\t${goValue(spec.storageClassName ?? "")}`);
    writeLabels(out, "  Labels", claim.metadata.labels);
    writeAnnotations(out, "  Annotations", claim.metadata.annotations);
    const { storage } = fieldsOf(fieldsOf(spec.resources).requests);
    out.line(1, `Capacity:\t${goValue(storage ?? "<default>")}`);
    out.line(1, `Access Modes:\t${goValue(spec.accessModes ?? [])}`);
  }
}
