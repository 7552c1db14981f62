/**
 * Ephemeral containers and resizes: updates of a pod that change one part of its spec, and nothing
 * else, whatever else the client sent along.
 */
import type { FieldError } from "../../api/field-error.ts";
import type { KubeObject } from "../../api/object.ts";
import type { Pod, PodSpec } from "../../api/types.generated.ts";
import { decodeBody } from "../decode/body.ts";
import type { KindStrategy } from "../kind-strategy.ts";
import { patched } from "../patch/patch.ts";
import type { RestContext } from "../rest/context.ts";
import { requireObject } from "../rest/require.ts";
import { replaceObject } from "../rest/update.ts";

export type PodPart = {
  /** The old spec with what may change as it is wanted. */
  readonly specOf: (wanted: PodSpec, old: PodSpec) => PodSpec;
  readonly validate: (pod: Pod, old: Pod) => readonly FieldError[];
};

export function readOrUpdatePart(context: RestContext, part: PodPart): KubeObject {
  const { request, row } = context;
  const old = requireObject(context);
  if (request.verb === "get") return old;
  const wanted = request.verb === "patch" ? patched(context, old, row.model) : decodeBody(context);
  const pods = context.strategy as unknown as KindStrategy<Pod>;
  const strategy: KindStrategy<Pod> = {
    ...pods,
    prepareForUpdate: ({ spec }, before) => ({ ...before, spec: part.specOf(spec, before.spec) }),
    validateUpdate: part.validate,
    warnings: () => [],
  };
  return replaceObject({ ...context, strategy: strategy as never }, old, wanted);
}
