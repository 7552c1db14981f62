/**
 * The CustomResourceDefinitions of the Gateway API's standard channel, in the parts that are used.
 *
 * Not simulated: GRPCRoute, TLS and backend policies, the rules that upstream writes in CEL.
 */
import type { BootstrapObject } from "../../bootstrap.ts";
import { GATEWAY_GROUP } from "../../network/index.ts";
import { list, object, oneOf, port, type Schema, text, withDefault } from "./schema.ts";

const anything: Schema = { type: "object", "x-kubernetes-preserve-unknown-fields": true };
const status: Schema = anything;

const labelSelector = anything;

const listener = object(
  {
    name: text,
    hostname: text,
    port,
    protocol: text,
    tls: object({
      mode: oneOf(["Terminate", "Passthrough"], "Terminate"),
      certificateRefs: list(
        object(
          {
            group: withDefault(text, ""),
            kind: withDefault(text, "Secret"),
            name: text,
            namespace: text,
          },
          ["name"],
        ),
      ),
    }),
    allowedRoutes: withDefault(
      object({
        namespaces: withDefault(
          object({
            from: oneOf(["All", "Selector", "Same", "None"], "Same"),
            selector: labelSelector,
          }),
          { from: "Same" },
        ),
        kinds: list(object({ group: withDefault(text, GATEWAY_GROUP), kind: text }, ["kind"]), 8),
      }),
      { namespaces: { from: "Same" } },
    ),
  },
  ["name", "port", "protocol"],
);

const parentRef = object(
  {
    group: withDefault(text, GATEWAY_GROUP),
    kind: withDefault(text, "Gateway"),
    name: text,
    namespace: text,
    sectionName: text,
    port,
  },
  ["name"],
);

const backendRef = object(
  {
    group: withDefault(text, ""),
    kind: withDefault(text, "Service"),
    name: text,
    namespace: text,
    port,
    weight: { type: "integer", format: "int32", minimum: 0, maximum: 1_000_000, default: 1 },
  },
  ["name"],
);

const pair = object({ name: text, value: text }, ["name", "value"]);
const matched = object(
  { type: oneOf(["Exact", "RegularExpression"], "Exact"), name: text, value: text },
  ["name", "value"],
);
const headers = object({ set: list(pair, 16), add: list(pair, 16), remove: list(text, 16) });
const path = object(
  {
    type: oneOf(["ReplaceFullPath", "ReplacePrefixMatch"]),
    replaceFullPath: text,
    replacePrefixMatch: text,
  },
  ["type"],
);

const match = object({
  path: withDefault(
    object({
      type: oneOf(["Exact", "PathPrefix", "RegularExpression"], "PathPrefix"),
      value: withDefault(text, "/"),
    }),
    { type: "PathPrefix", value: "/" },
  ),
  headers: list(matched, 16),
  queryParams: list(matched, 16),
  method: oneOf("GET HEAD POST PUT DELETE CONNECT OPTIONS TRACE PATCH".split(" ")),
});

const filter = object(
  {
    type: oneOf([
      "RequestHeaderModifier",
      "ResponseHeaderModifier",
      "RequestMirror",
      "RequestRedirect",
      "URLRewrite",
      "ExtensionRef",
    ]),
    requestHeaderModifier: headers,
    responseHeaderModifier: headers,
    requestMirror: anything,
    requestRedirect: object({
      scheme: oneOf(["http", "https"]),
      hostname: text,
      path,
      port,
      statusCode: { type: "integer", enum: [301, 302, 303, 307, 308], default: 302 },
    }),
    urlRewrite: object({ hostname: text, path }),
    extensionRef: anything,
  },
  ["type"],
);

const rule = object({
  name: text,
  matches: withDefault(list(match), [{ path: { type: "PathPrefix", value: "/" } }]),
  filters: list(filter, 16),
  backendRefs: list(backendRef, 16),
  timeouts: anything,
});

type Column = { readonly name: string; readonly type: string; readonly jsonPath: string };

const age: Column = { name: "Age", type: "date", jsonPath: ".metadata.creationTimestamp" };
const column = (name: string, jsonPath: string): Column => ({ name, type: "string", jsonPath });
const condition = (type: string) => `.status.conditions[?(@.type=="${type}")].status`;

type Row = {
  readonly kind: string;
  readonly plural: string;
  readonly short: readonly string[];
  readonly version: string;
  readonly scope: "Cluster" | "Namespaced";
  readonly spec: Schema;
  readonly columns: readonly Column[];
};

const ROWS: readonly Row[] = [
  {
    kind: "GatewayClass",
    plural: "gatewayclasses",
    short: ["gc"],
    version: "v1",
    scope: "Cluster",
    spec: object({ controllerName: text, description: text, parametersRef: anything }, [
      "controllerName",
    ]),
    columns: [
      column("Controller", ".spec.controllerName"),
      column("Accepted", condition("Accepted")),
      age,
    ],
  },
  {
    kind: "Gateway",
    plural: "gateways",
    short: ["gtw"],
    version: "v1",
    scope: "Namespaced",
    spec: object(
      {
        gatewayClassName: text,
        listeners: { ...list(listener), minItems: 1 },
        addresses: list(object({ type: withDefault(text, "IPAddress"), value: text }), 16),
        infrastructure: anything,
      },
      ["gatewayClassName", "listeners"],
    ),
    columns: [
      column("Class", ".spec.gatewayClassName"),
      column("Address", ".status.addresses[*].value"),
      column("Programmed", condition("Programmed")),
      age,
    ],
  },
  {
    kind: "HTTPRoute",
    plural: "httproutes",
    short: [],
    version: "v1",
    scope: "Namespaced",
    spec: object({
      parentRefs: list(parentRef, 32),
      hostnames: list(text, 16),
      rules: withDefault(list(rule, 16), [
        { matches: [{ path: { type: "PathPrefix", value: "/" } }] },
      ]),
    }),
    columns: [column("Hostnames", ".spec.hostnames"), age],
  },
  {
    kind: "ReferenceGrant",
    plural: "referencegrants",
    short: ["refgrant"],
    version: "v1beta1",
    scope: "Namespaced",
    spec: object(
      {
        from: list(object({ group: text, kind: text, namespace: text }, ["kind", "namespace"]), 16),
        to: list(object({ group: text, kind: text, name: text }, ["kind"]), 16),
      },
      ["from", "to"],
    ),
    columns: [age],
  },
];

export function gatewayDefinitions(): readonly BootstrapObject[] {
  return ROWS.map(({ columns, kind, plural, scope, short, spec, version }) => ({
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: {
      name: `${plural}.${GATEWAY_GROUP}`,
      annotations: {
        "api-approved.kubernetes.io": "https://github.com/kubernetes-sigs/gateway-api/pull/3328",
        "gateway.networking.k8s.io/bundle-version": "v1.4.0",
        "gateway.networking.k8s.io/channel": "standard",
      },
    },
    spec: {
      group: GATEWAY_GROUP,
      names: {
        kind,
        listKind: `${kind}List`,
        plural,
        singular: kind.toLowerCase(),
        shortNames: short,
        categories: ["gateway-api"],
      },
      scope,
      versions: [
        {
          name: version,
          served: true,
          storage: true,
          additionalPrinterColumns: columns,
          subresources: { status: {} },
          schema: {
            openAPIV3Schema: object({
              apiVersion: text,
              kind: text,
              metadata: anythingPlain,
              spec,
              status,
            }),
          },
        },
      ],
    },
  }));
}

const anythingPlain: Schema = { type: "object" };
