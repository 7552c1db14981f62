/**
 * Requests that come in at an Ingress controller's or a Gateway's address: the rule that they fall
 * under, then a ready endpoint of its Service.
 */
import type { Namespace } from "../../api/types.generated.ts";
import type { Store } from "../../apiserver/store/store.ts";
import type { Balancer } from "../balancer.ts";
import type { Delivery } from "../delivery.ts";
import type { NetworkAnswer } from "../request.ts";
import type { ServiceTable } from "../service-table.ts";
import { answered, failedAt, hop, type Place, type Trip } from "../trip.ts";
import { answerHeaders, redirectOf, rewritten } from "./filter.ts";
import { type BackendRef, type Gateway, type HttpRoute, isGranted } from "./gateway.ts";
import { chooseRoute, type GatewayChoice, type HttpAsk } from "./gateway-table.ts";
import {
  certificateFor,
  chooseIngress,
  INGRESS_ADDRESS,
  servedIngresses,
} from "./ingress-table.ts";
import { splitPath } from "./match.ts";

export type RouteParts = {
  readonly store: Store;
  readonly services: ServiceTable;
  readonly balancer: Balancer;
  readonly delivery: Delivery;
};

type Route = (trip: Trip) => NetworkAnswer;

const BODIES: Readonly<Record<number, string>> = {
  404: "404 page not found\n",
  500: "500 Internal Server Error\n",
  503: "503 Service Temporarily Unavailable\n",
};

export class Routes {
  readonly #parts: RouteParts;

  constructor(parts: RouteParts) {
    this.#parts = parts;
  }

  /** Who takes what comes in at an address; undefined when it is nobody's here. */
  entryAt(ip: string, port: number): Route | undefined {
    const { store } = this.#parts;
    if (ip === INGRESS_ADDRESS && store.count("IngressClass") > 0) {
      return (trip) => this.#byIngress(trip, port);
    }
    if (store.count("Gateway") === 0) return undefined;
    const gateways = store.list("Gateway") as unknown as readonly Gateway[];
    const gateway = gateways.find(({ status }) =>
      status?.addresses?.some(({ value }) => value === ip),
    );
    return gateway && ((trip) => this.#byGateway(trip, gateway, port));
  }

  /** What the world's name servers say of a host that some Ingress is for. */
  addressOf(host: string): { readonly name: string; readonly ips: readonly string[] } | undefined {
    const { store } = this.#parts;
    if (store.count("Ingress") === 0) return undefined;
    const isNamed = servedIngresses(store).some(({ spec }) =>
      spec.rules?.some((rule) => rule.host === host),
    );
    return isNamed ? { name: host, ips: [INGRESS_ADDRESS] } : undefined;
  }

  #byIngress(trip: Trip, port: number): NetworkAnswer {
    const { store } = this.#parts;
    const ask = askOf(trip);
    const ingresses = servedIngresses(store);
    if (port !== 80 && port !== 443) {
      return failedAt(
        trip,
        "route",
        "connection refused",
        `the Ingress controller has no port ${port}`,
      );
    }
    const certificate = certificateFor(ingresses, ask.host, store);
    if (trip.target.scheme === "https") {
      if (certificate?.isThere !== true && trip.request.insecure !== true) {
        const why =
          certificate === undefined
            ? `no Ingress has a certificate for ${ask.host}`
            : `there is no certificate in Secret ${certificate.secret}`;
        return failedAt(trip, "route", "certificate", why);
      }
    } else if (certificate !== undefined) {
      hop(trip, "route", "ingress", `${ask.host} has TLS: to https`);
      return answered(trip, 308, "", { Location: `https://${ask.host}${ask.path}` });
    }
    const choice = chooseIngress(ingresses, ask.host, splitPath(ask.path).path);
    if (choice === undefined) {
      hop(trip, "route", "ingress", `no rule for ${ask.host}${ask.path}`);
      return answered(trip, 404, BODIES[404] ?? "");
    }
    const { service, resource } = choice.backend;
    if (service === undefined) {
      hop(trip, "route", choice.text, `${resource?.kind} ${resource?.name} is no Service`);
      return answered(trip, 503, BODIES[503] ?? "");
    }
    hop(trip, "route", choice.text, `to Service ${service.name}`);
    const wanted = service.port?.name ?? service.port?.number ?? 0;
    return this.#toService(trip, choice.namespace, service.name, wanted, 503);
  }

  #byGateway(trip: Trip, gateway: Gateway, port: number): NetworkAnswer {
    const { store } = this.#parts;
    const { metadata, spec } = gateway;
    const name = `Gateway ${metadata.namespace}/${metadata.name}`;
    const listeners = spec.listeners.filter((listener) => listener.port === port);
    if (listeners.length === 0) {
      return failedAt(
        trip,
        "route",
        "connection refused",
        `${name} has no listener on port ${port}`,
      );
    }
    const ask = askOf(trip);
    const routes = store.list("HTTPRoute") as unknown as readonly HttpRoute[];
    const choice = chooseRoute(gateway, routes, { ...ask, port }, store);
    if (choice === undefined) {
      hop(trip, "route", name, `no HTTPRoute for ${ask.host}${ask.path}`);
      return answered(trip, 404, BODIES[404] ?? "");
    }
    return this.#byRule(trip, choice, { ...ask, port });
  }

  #byRule(trip: Trip, { match, route, rule }: GatewayChoice, ask: HttpAsk): NetworkAnswer {
    const { name, namespace = "default" } = route.metadata;
    const text = `HTTPRoute ${namespace}/${name}`;
    const { backendRefs = [], filters = [] } = rule;
    const redirect = redirectOf(filters, match, ask, trip.target.scheme);
    if (redirect !== undefined) {
      hop(trip, "route", text, `to ${redirect.location}`);
      return answered(trip, redirect.status, "", { Location: redirect.location });
    }
    const ref = this.#weighted(`${namespace}/${name}`, backendRefs);
    const fault = ref === undefined ? "it has no backends" : this.#refFault(route, ref);
    if (ref === undefined || fault !== undefined) {
      hop(trip, "route", text, fault ?? "");
      return answered(trip, 500, BODIES[500] ?? "");
    }
    hop(trip, "route", text, `to Service ${ref.name}`);
    const { headers, path } = rewritten(filters, match, ask);
    const next: Trip = {
      ...trip,
      request: { ...trip.request, headers },
      target: { ...trip.target, path },
    };
    const answer = this.#toService(next, ref.namespace ?? namespace, ref.name, ref.port ?? 0, 500);
    const shown = answerHeaders(filters, answer.headers ?? {});
    return Object.keys(shown).length === 0 ? answer : { ...answer, headers: shown };
  }

  #refFault(route: HttpRoute, ref: BackendRef): string | undefined {
    if ((ref.kind ?? "Service") !== "Service") return `${ref.kind} ${ref.name} is no Service`;
    if (!isGranted(route, ref, this.#parts.store)) {
      return `no ReferenceGrant lets it name Services of namespace ${ref.namespace}`;
    }
    return undefined;
  }

  /** Backends in turn, each as often as its weight says. */
  #weighted(key: string, refs: readonly BackendRef[]): BackendRef | undefined {
    const slots = refs.flatMap((ref) => Array.from({ length: ref.weight ?? 1 }, () => ref));
    return this.#parts.balancer.inTurn(`weights/${key}`, slots)[0];
  }

  #toService(
    trip: Trip,
    namespace: string,
    name: string,
    port: string | number,
    missing: number,
  ): NetworkAnswer {
    const { balancer, delivery, services } = this.#parts;
    const key = `${namespace}/${name}`;
    const service = services.service(namespace, name);
    const found = service?.spec.ports?.find((one) => one.name === port || one.port === port);
    if (service === undefined || found === undefined) {
      const why = service === undefined ? "is not there" : `has no port ${port}`;
      hop(trip, "service", key, why);
      return answered(trip, missing, BODIES[missing] ?? "");
    }
    hop(trip, "service", key, `port ${found.port} → ${found.targetPort ?? found.port}`);
    if (service.spec.type === "ExternalName") return answered(trip, 503, BODIES[503] ?? "");
    const backends = services.backends(service, found);
    const backend = balancer.choose(service, found, backends, trip.sourceIp);
    if (backend === undefined) {
      hop(trip, "endpoint", key, "no ready endpoints");
      return answered(trip, 503, BODIES[503] ?? "");
    }
    const forwarded = { "X-Forwarded-For": trip.sourceIp, ...trip.request.headers };
    const from = this.#routerPlace(trip);
    const request = { ...trip.request, headers: forwarded };
    const answer = delivery.toBackend(
      { ...trip, from, request, sourceIp: from.ip },
      backend,
      backends.length,
    );
    if (answer.failure === undefined) return answer;
    // The router answers for what it cannot reach.
    const status = answer.failure.reason === "i/o timeout" ? 504 : 502;
    const { failure } = answer;
    const who = backend.pod ?? `${backend.ip}:${backend.port}`;
    hop(trip, failure.hop, who, `${failure.reason}: ${failure.why}`);
    return answered(trip, status, `${status}\n`);
  }

  /** Routers are pods of their own namespace, as policies see them. */
  #routerPlace(trip: Trip): Place {
    const { store } = this.#parts;
    const home = "ingress-nginx";
    const namespace = store.get("Namespace", home) as unknown as Namespace | undefined;
    const labels = { "app.kubernetes.io/name": home };
    const pod = {
      metadata: {
        name: "controller",
        namespace: namespace?.metadata.name ?? "kube-system",
        labels,
      },
      spec: { containers: [] },
      status: {},
    } as unknown as NonNullable<Place["pod"]>;
    return { name: trip.from.name, ip: trip.ip, pod, node: undefined, isOnHost: false };
  }
}

function askOf({ request, target }: Trip): HttpAsk {
  const { headers = {}, method = "GET" } = request;
  const named = Object.entries(headers).find(([key]) => key.toLowerCase() === "host")?.[1];
  const host = (named ?? target.host).replace(/:\d+$/, "");
  return { host, port: target.port, path: target.path, method, headers };
}
