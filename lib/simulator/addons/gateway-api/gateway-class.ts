/** A GatewayClass is accepted by the controller that it names. */
import type { KubeObject } from "../../api/object.ts";
import type { Condition } from "../../api/types.generated.ts";
import type { Controller } from "../../controllers/controller.ts";
import { GATEWAY_CONTROLLER } from "../../network/index.ts";
import { conditionsOf, custom, putStatus } from "./custom.ts";

type GatewayClass = KubeObject & {
  readonly spec: { readonly controllerName: string };
  readonly status?: { readonly conditions?: readonly Condition[] };
};

const ACCEPTED = {
  type: "Accepted",
  status: "True",
  reason: "Accepted",
  message: "GatewayClass is accepted",
} as const;

export const gatewayClassController: Controller = {
  name: "gateway-class-controller",
  for: custom("GatewayClass"),

  reconcile(key, context) {
    const found = context.cache.get(custom("GatewayClass"), key) as unknown as
      | GatewayClass
      | undefined;
    if (found?.spec.controllerName !== GATEWAY_CONTROLLER) return "done";
    const { generation } = found.metadata;
    const before = found.status?.conditions;
    putStatus(
      found,
      { conditions: conditionsOf([ACCEPTED], generation, before, context.nowMs) },
      context,
    );
    return "done";
  },
};
