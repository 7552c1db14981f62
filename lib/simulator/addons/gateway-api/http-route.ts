/** An HTTPRoute tells, for each parent of ours, whether it is taken and what it names is there. */
import { keyOf } from "../../api/object.ts";
import type { Condition } from "../../api/types.generated.ts";
import type { Controller, ControllerContext } from "../../controllers/controller.ts";
import {
  attachments,
  type BackendRef,
  GATEWAY_CONTROLLER,
  type Gateway,
  type HttpRoute,
  isGranted,
  type ParentReference,
} from "../../network/index.ts";
import { conditionsOf, custom, putStatus, readerOf, type Said } from "./custom.ts";

const allRoutes = (_: unknown, cache: ControllerContext["cache"]) =>
  cache.listAny("HTTPRoute").map(keyOf);

type ParentStatus = {
  readonly parentRef: ParentReference;
  readonly controllerName: string;
  readonly conditions: readonly Condition[];
};

export const httpRouteController: Controller = {
  name: "http-route-controller",
  for: custom("HTTPRoute"),
  watches: [
    { kind: custom("Gateway"), keysFor: allRoutes },
    { kind: custom("ReferenceGrant"), keysFor: allRoutes },
    { kind: "Namespace", keysFor: allRoutes },
    { kind: "Service", keysFor: allRoutes },
  ],

  reconcile(key, context) {
    const { cache, nowMs } = context;
    const route = cache.get(custom("HTTPRoute"), key) as unknown as HttpRoute | undefined;
    if (route === undefined) return "done";
    const { status } = route as {
      readonly status?: { readonly parents?: readonly ParentStatus[] };
    };
    const resolved = resolvedRefs(route, context);
    const parents = (route.spec.parentRefs ?? []).flatMap((parentRef, index) => {
      const place = `${parentRef.namespace ?? route.metadata.namespace}/${parentRef.name}`;
      const gateway = cache.get(custom("Gateway"), place) as unknown as Gateway | undefined;
      // Gateways of other classes are for others to speak of.
      if (gateway?.status?.addresses === undefined) return [];
      const said = [accepted(gateway, route, parentRef, context), resolved];
      const before = status?.parents?.[index]?.conditions;
      const conditions = conditionsOf(said, route.metadata.generation, before, nowMs);
      return [{ conditions, controllerName: GATEWAY_CONTROLLER, parentRef }];
    });
    if (parents.length > 0 || status !== undefined) putStatus(route, { parents }, context);
    return "done";
  },
};

const REFUSALS: Readonly<Record<string, string>> = {
  NoMatchingParent: "no listener of the Gateway has this name and port",
  NotAllowedByListeners: "no listener allows routes of this namespace",
  NoMatchingListenerHostname: "no listener has a hostname in common with the route",
};

function accepted(
  gateway: Gateway,
  route: HttpRoute,
  parent: ParentReference,
  { cache }: ControllerContext,
): Said {
  const attached = attachments(gateway, route, parent, readerOf(cache));
  if (typeof attached !== "string") {
    return { type: "Accepted", status: "True", reason: "Accepted", message: "Route is accepted" };
  }
  return { type: "Accepted", status: "False", reason: attached, message: REFUSALS[attached] ?? "" };
}

function resolvedRefs(route: HttpRoute, { cache }: ControllerContext): Said {
  const type = "ResolvedRefs";
  for (const ref of (route.spec.rules ?? []).flatMap(({ backendRefs }) => backendRefs ?? [])) {
    const fault = faultOf(route, ref, cache);
    if (fault !== undefined) return { type, status: "False", ...fault };
  }
  return { type, status: "True", reason: type, message: "All references are resolved" };
}

function faultOf(route: HttpRoute, ref: BackendRef, cache: ControllerContext["cache"]) {
  if ((ref.kind ?? "Service") !== "Service") {
    return { reason: "InvalidKind", message: `kind ${ref.kind} is not known` };
  }
  if (!isGranted(route, ref, readerOf(cache))) {
    const message = `no ReferenceGrant lets it name Service ${ref.namespace}/${ref.name}`;
    return { reason: "RefNotPermitted", message };
  }
  const key = `${ref.namespace ?? route.metadata.namespace}/${ref.name}`;
  if (cache.get("Service", key) !== undefined) return undefined;
  return { reason: "BackendNotFound", message: `Service ${key} not found` };
}
