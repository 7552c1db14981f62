/** Making, mending and removing one pod of a StatefulSet, with the events that tell of it. */
import { ApiError } from "../../api/error.ts";
import { keyOf } from "../../api/object.ts";
import type {
  ControllerRevision,
  Pod,
  PodTemplateSpec,
  StatefulSet,
} from "../../api/types.generated.ts";
import type { ControllerContext } from "../controller.ts";
import { createClaims } from "./claim.ts";
import { draftPod, POD_NAME } from "./pod.ts";

export function createReplica(
  set: StatefulSet,
  template: PodTemplateSpec,
  revision: ControllerRevision,
  ordinal: number,
  context: ControllerContext,
): Pod {
  createClaims(set, ordinal, context);
  const draft = draftPod(set, template, revision, ordinal);
  const what = `Create Pod ${draft.metadata.name} in StatefulSet ${set.metadata.name}`;
  try {
    const pod = context.api.create("Pod", draft);
    context.event(set, "Normal", "SuccessfulCreate", `${what} successful`);
    return pod;
  } catch (error) {
    // A stranger that has the name is waited for in silence.
    if (error instanceof ApiError && error.reason !== "AlreadyExists") {
      context.event(set, "Warning", "FailedCreate", `${what} failed error: ${error.message}`);
    }
    throw error;
  }
}

export function deleteReplica(set: StatefulSet, pod: Pod, context: ControllerContext): void {
  const what = `Delete Pod ${pod.metadata.name} in StatefulSet ${set.metadata.name}`;
  try {
    context.api.delete("Pod", keyOf(pod), { uid: pod.metadata.uid });
    context.event(set, "Normal", "SuccessfulDelete", `${what} successful`);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    context.event(set, "Warning", "FailedDelete", `${what} failed error: ${error.message}`);
    throw error;
  }
}

/** An adopted pod gets the labels by which it is known. */
export function fixIdentity(set: StatefulSet, pod: Pod, context: ControllerContext): void {
  const { labels, name } = pod.metadata;
  if (labels?.[POD_NAME] === name) return;
  const metadata = { ...pod.metadata, labels: { ...labels, [POD_NAME]: name } };
  context.api.update<"Pod">({ ...pod, metadata });
  const what = `Update Pod ${name} in StatefulSet ${set.metadata.name}`;
  context.event(set, "Normal", "SuccessfulUpdate", `${what} successful`);
}
