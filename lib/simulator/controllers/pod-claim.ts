/** The pods of an owner with a selector; finished orphans are left alone. */
import type { KubeObject } from "../api/object.ts";
import type { LabelSelector, Pod } from "../api/types.generated.ts";
import { claim } from "./claim.ts";
import type { ControllerContext } from "./controller.ts";
import { isFinished } from "./pod-state.ts";

export function claimPods(
  owner: KubeObject,
  selector: LabelSelector | undefined,
  context: ControllerContext,
  isMember: (pod: Pod) => boolean = () => true,
): readonly Pod[] {
  const isWanted = (pod: Pod) => !isFinished(pod);
  return claim(owner, { kind: "Pod", selector, isMember, isWanted }, context);
}
