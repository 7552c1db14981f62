/** Creating and deleting the pods of an owner, with the events that tell of it. */
import { ApiError } from "../api/error.ts";
import { type KubeObject, keyOf } from "../api/object.ts";
import type { Pod, PodTemplateSpec } from "../api/types.generated.ts";
import type { ControllerContext } from "./controller.ts";
import { controllerReference } from "./owner.ts";

/**
 * Makes one pod from the owner's template. A refusal is told as `FailedCreate` and thrown on;
 * in a namespace that is going away it is not told.
 */
export function createPod(
  owner: KubeObject,
  template: PodTemplateSpec,
  context: ControllerContext,
  generateName = `${owner.metadata.name}-`,
): Pod {
  const { namespace } = owner.metadata;
  const { labels, annotations, finalizers } = template.metadata ?? {};
  try {
    const pod = context.api.create("Pod", {
      metadata: {
        generateName,
        namespace,
        ...(labels === undefined ? {} : { labels }),
        ...(annotations === undefined ? {} : { annotations }),
        ...(finalizers === undefined ? {} : { finalizers }),
        ownerReferences: [controllerReference(owner)],
      },
      spec: template.spec ?? { containers: [] },
    });
    context.event(owner, "Normal", "SuccessfulCreate", `Created pod: ${pod.metadata.name}`);
    return pod;
  } catch (error) {
    if (error instanceof ApiError && !isNamespaceTerminating(error)) {
      context.event(owner, "Warning", "FailedCreate", `Error creating: ${error.message}`);
    }
    throw error;
  }
}

export function deletePod(owner: KubeObject, pod: Pod, context: ControllerContext): void {
  try {
    context.api.delete("Pod", keyOf(pod), { uid: pod.metadata.uid });
    context.event(owner, "Normal", "SuccessfulDelete", `Deleted pod: ${pod.metadata.name}`);
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 404) throw error;
  }
}

function isNamespaceTerminating(error: ApiError): boolean {
  return error.details?.causes?.some(({ reason }) => reason === "NamespaceTerminating") ?? false;
}
