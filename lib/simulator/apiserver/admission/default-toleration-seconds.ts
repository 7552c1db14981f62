/**
 * Pods stay five minutes on a node that is not ready or out of reach,
 * unless they say otherwise.
 */
import { NOTHING } from "../../api/json.ts";
import type { Pod, Toleration } from "../../api/types.generated.ts";
import type { AdmissionPlugin } from "./plugin.ts";

const SECONDS = 300;
const NOT_READY = tolerationOf("node.kubernetes.io/not-ready");
const UNREACHABLE = tolerationOf("node.kubernetes.io/unreachable");
const BOTH: readonly Toleration[] = [NOT_READY, UNREACHABLE];

export const defaultTolerationSeconds: AdmissionPlugin = {
  name: "DefaultTolerationSeconds",

  mutate(object, _old, { request, row }) {
    if (row.kind !== "Pod" || request.subresource !== undefined) return object;
    const { spec } = object as unknown as Pod;
    const given = spec.tolerations ?? [];
    const missing = BOTH.filter((wanted) => !given.some((one) => covers(one, wanted.key)));
    if (missing.length === 0) return object;
    const tolerations = given.length === 0 ? missing : [...given, ...missing];
    return { ...object, spec: { ...NOTHING, ...spec, tolerations } };
  },
};

function tolerationOf(key: string): Toleration {
  return { effect: "NoExecute", key, operator: "Exists", tolerationSeconds: SECONDS };
}

function covers({ key = "", effect }: Toleration, wanted: string | undefined): boolean {
  if (key !== "" && key !== wanted) return false;
  return effect === undefined || effect === "NoExecute" || (effect as string) === "";
}
