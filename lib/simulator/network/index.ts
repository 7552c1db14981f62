/** Services, names and requests between pods. */
export { createNetwork, type Network } from "./network.ts";
export type { NetworkAnswer, NetworkRequest } from "./request.ts";
export {
  attachments,
  type BackendRef,
  GATEWAY_CONTROLLER,
  GATEWAY_GROUP,
  type Gateway,
  type HttpRoute,
  isGranted,
  isParent,
  type Listener as GatewayListener,
  type ParentReference,
  type Reader,
} from "./route/gateway.ts";
export { INGRESS_ADDRESS } from "./route/ingress-table.ts";
