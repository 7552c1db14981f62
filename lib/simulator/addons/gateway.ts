/**
 * The Gateway API: its definitions, one class, and what keeps the status of each of its objects.
 * https://gateway-api.sigs.k8s.io/
 */
import type { Addon } from "./addon.ts";
import { gatewayDefinitions } from "./gateway-api/definition.ts";
import { gatewayController } from "./gateway-api/gateway.ts";
import { gatewayClassController } from "./gateway-api/gateway-class.ts";
import { httpRouteController } from "./gateway-api/http-route.ts";

export const gatewayAddon: Addon = {
  name: "gateway",
  objects: gatewayDefinitions,
  controllers: [gatewayClassController, gatewayController, httpRouteController],
};
