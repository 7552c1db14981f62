/**
 * A Gateway of our class gets an address; each of its listeners tells how many routes it takes and
 * whether its certificates are there.
 */
import { keyOf } from "../../api/object.ts";
import type { Condition } from "../../api/types.generated.ts";
import type { Controller, ControllerContext } from "../../controllers/controller.ts";
import {
  attachments,
  GATEWAY_CONTROLLER,
  GATEWAY_GROUP,
  type Gateway,
  type GatewayListener,
  type HttpRoute,
  isParent,
} from "../../network/index.ts";
import { conditionsOf, custom, putStatus, readerOf, type Said } from "./custom.ts";

const NETWORK = "172.30.253";

type ListenerStatus = { readonly name: string; readonly conditions: readonly Condition[] };

const allGateways = (_: unknown, cache: ControllerContext["cache"]) =>
  cache.listAny("Gateway").map(keyOf);

export const gatewayController: Controller = {
  name: "gateway-controller",
  for: custom("Gateway"),
  watches: [
    { kind: custom("HTTPRoute"), keysFor: allGateways },
    { kind: custom("GatewayClass"), keysFor: allGateways },
    { kind: "Namespace", keysFor: allGateways },
    { kind: "Secret", keysFor: allGateways },
  ],

  reconcile(key, context) {
    const { cache, nowMs } = context;
    const gateway = cache.get(custom("Gateway"), key) as unknown as Gateway | undefined;
    if (gateway === undefined || !isOurs(gateway, context)) return "done";
    const { generation } = gateway.metadata;
    const { status = {} } = gateway;
    const old = (status as { readonly listeners?: readonly ListenerStatus[] }).listeners ?? [];
    const listeners = gateway.spec.listeners.map((listener) => ({
      name: listener.name,
      supportedKinds: [{ group: GATEWAY_GROUP, kind: "HTTPRoute" }],
      attachedRoutes: attachedTo(listener, gateway, context),
      conditions: conditionsOf(
        listenerConditions(listener, gateway, context),
        generation,
        old.find(({ name }) => name === listener.name)?.conditions,
        nowMs,
      ),
    }));
    const value = status.addresses?.[0]?.value ?? freeAddress(cache.listAny("Gateway"));
    const conditions = conditionsOf(OWN, generation, status.conditions, nowMs);
    const addresses = [{ type: "IPAddress", value }];
    putStatus(gateway, { addresses, conditions, listeners }, context);
    return "done";
  },
};

const OWN: readonly Said[] = [
  { type: "Accepted", status: "True", reason: "Accepted", message: "Gateway is accepted" },
  { type: "Programmed", status: "True", reason: "Programmed", message: "Gateway is programmed" },
];

function isOurs({ spec }: Gateway, { cache }: ControllerContext): boolean {
  const found = cache.get(custom("GatewayClass"), spec.gatewayClassName) as unknown as
    | { readonly spec: { readonly controllerName: string } }
    | undefined;
  return found?.spec.controllerName === GATEWAY_CONTROLLER;
}

function attachedTo(
  listener: GatewayListener,
  gateway: Gateway,
  { cache }: ControllerContext,
): number {
  const routes = cache.listAny("HTTPRoute") as unknown as readonly HttpRoute[];
  return routes.filter((route) =>
    (route.spec.parentRefs ?? []).some((parent) => {
      if (!isParent(gateway, route, parent)) return false;
      const attached = attachments(gateway, route, parent, readerOf(cache));
      return typeof attached !== "string" && attached.some((one) => one.listener === listener);
    }),
  ).length;
}

function listenerConditions(
  { port, protocol, tls }: GatewayListener,
  gateway: Gateway,
  { cache }: ControllerContext,
): readonly Said[] {
  const yes = (type: string, reason = type): Said => ({
    type,
    status: "True",
    reason,
    message: "",
  });
  const no = (type: string, reason: string, message: string): Said => ({
    type,
    status: "False",
    reason,
    message,
  });
  const clash = gateway.spec.listeners.some(
    (other) => other.port === port && other.protocol !== protocol,
  );
  const missing = (tls?.certificateRefs ?? []).find(({ name, namespace }) => {
    const key = `${namespace ?? gateway.metadata.namespace}/${name}`;
    return cache.get("Secret", key) === undefined;
  });
  const refs =
    missing === undefined
      ? yes("ResolvedRefs")
      : no("ResolvedRefs", "InvalidCertificateRef", `Secret ${missing.name} not found`);
  const isFine = missing === undefined && !clash;
  return [
    clash
      ? no("Accepted", "ProtocolConflict", `several protocols on port ${port}`)
      : yes("Accepted"),
    isFine ? yes("Programmed") : no("Programmed", "Invalid", "the listener is not valid"),
    refs,
  ];
}

function freeAddress(gateways: readonly object[]): string {
  const taken = new Set(
    (gateways as readonly Gateway[]).flatMap(
      ({ status }) => status?.addresses?.map(({ value }) => value) ?? [],
    ),
  );
  let last = 10;
  while (taken.has(`${NETWORK}.${last}`)) last += 1;
  return `${NETWORK}.${last}`;
}
