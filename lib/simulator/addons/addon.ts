/** What a cluster can have besides Kubernetes itself: objects at its start, and controllers. */
import type { BootstrapObject } from "../bootstrap.ts";
import type { Controller } from "../controllers/controller.ts";

export type AddonName = "gateway" | "ingress" | "load-balancer";

export type Addon = {
  readonly name: AddonName;
  readonly objects: () => readonly BootstrapObject[];
  readonly controllers: readonly Controller[];
};
