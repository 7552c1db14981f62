/** What webhooks of both kinds of configurations must be, and what nothing said means. */
import {
  duplicate,
  type FieldError,
  invalid,
  notSupported,
  required,
} from "../../../api/field-error.ts";
import { dns1035LabelFaults, dnsSubdomainFaults } from "../../../api/name-rule.ts";
import type { MutatingWebhook, ValidatingWebhook } from "../../../api/types.generated.ts";
import { validateLabelSelector } from "../../validation/label-selector.ts";
import { matchConditionFaults } from "./expression.ts";
import { FAILURE_POLICIES, MATCH_POLICIES, ruleFaults } from "./rule.ts";

type Webhook = ValidatingWebhook & Pick<MutatingWebhook, "reinvocationPolicy">;

const VERSIONS = ["v1", "v1beta1"];
const SIDE_EFFECTS = ["None", "NoneOnDryRun"];
const URL_FORM = "; desired format: https://host[/path]";

export function withWebhookDefaults<T extends ValidatingWebhook>(webhook: T): T {
  const { service } = webhook.clientConfig ?? {};
  const port = service?.port ?? 443;
  return {
    ...webhook,
    ...(service === undefined
      ? {}
      : { clientConfig: { ...webhook.clientConfig, service: { ...service, port } } }),
    failurePolicy: webhook.failurePolicy ?? "Fail",
    matchPolicy: webhook.matchPolicy ?? "Equivalent",
    namespaceSelector: webhook.namespaceSelector ?? {},
    objectSelector: webhook.objectSelector ?? {},
    timeoutSeconds: webhook.timeoutSeconds ?? 10,
    ...(webhook.rules === undefined
      ? {}
      : { rules: webhook.rules.map((rule) => ({ ...rule, scope: rule.scope ?? "*" })) }),
  };
}

export function webhooksFaults(webhooks: readonly Webhook[] | undefined): readonly FieldError[] {
  const list = webhooks ?? [];
  const names = list.map(({ name }) => name);
  return list.flatMap((webhook, i) => [
    ...webhookFaults(webhook, `webhooks[${i}]`),
    ...(names.indexOf(webhook.name) < i ? [duplicate(`webhooks[${i}].name`, webhook.name)] : []),
  ]);
}

function webhookFaults(webhook: Webhook, at: string): readonly FieldError[] {
  const { name = "", timeoutSeconds = 10, sideEffects } = webhook;
  const known = (field: "failurePolicy" | "matchPolicy" | "reinvocationPolicy", all: string[]) => {
    const value = webhook[field];
    return value === undefined || all.includes(value)
      ? []
      : [notSupported(`${at}.${field}`, value, all)];
  };
  const effects =
    sideEffects === undefined || sideEffects === null
      ? [required(`${at}.sideEffects`, `must specify one of ${SIDE_EFFECTS.join(", ")}`)]
      : SIDE_EFFECTS.includes(sideEffects)
        ? []
        : [notSupported(`${at}.sideEffects`, sideEffects, SIDE_EFFECTS)];
  const why = "the timeout value must be between 1 and 30 seconds";
  return [
    ...versionFaults(webhook.admissionReviewVersions ?? [], `${at}.admissionReviewVersions`),
    ...nameFaults(name, `${at}.name`),
    ...(webhook.rules ?? []).flatMap((rule, i) => ruleFaults(rule, `${at}.rules[${i}]`)),
    ...known("failurePolicy", FAILURE_POLICIES),
    ...known("matchPolicy", MATCH_POLICIES),
    ...known("reinvocationPolicy", ["IfNeeded", "Never"]),
    ...effects,
    ...(timeoutSeconds < 1 || timeoutSeconds > 30
      ? [invalid(`${at}.timeoutSeconds`, timeoutSeconds, why)]
      : []),
    ...validateLabelSelector(webhook.namespaceSelector, `${at}.namespaceSelector`),
    ...validateLabelSelector(webhook.objectSelector, `${at}.objectSelector`),
    ...clientFaults(webhook.clientConfig, `${at}.clientConfig`),
    ...matchConditionFaults(webhook.matchConditions, `${at}.matchConditions`, false),
  ];
}

function versionFaults(versions: readonly string[], at: string): readonly FieldError[] {
  if (versions.length === 0) return [required(at, `must specify one of ${VERSIONS.join(", ")}`)];
  const known = versions.some((version) => VERSIONS.includes(version));
  const why = `must include at least one of ${VERSIONS.join(", ")}`;
  return [
    ...versions.flatMap((version, i) =>
      versions.indexOf(version) < i
        ? [invalid(`${at}[${i}]`, version, "duplicate version")]
        : dns1035LabelFaults(version).map((fault) => invalid(`${at}[${i}]`, version, fault)),
    ),
    ...(known ? [] : [invalid(at, versions, why)]),
  ];
}

function nameFaults(name: string, at: string): readonly FieldError[] {
  if (name === "") return [required(at)];
  const faults = dnsSubdomainFaults(name);
  if (faults.length > 0) return faults.map((fault) => invalid(at, name, fault));
  const isShort = name.split(".").length < 3;
  const why = "should be a domain with at least three segments separated by dots";
  return isShort ? [invalid(at, name, why)] : [];
}

function clientFaults(
  client: ValidatingWebhook["clientConfig"] | undefined,
  at: string,
): readonly FieldError[] {
  const { service, url } = client ?? {};
  if ((service === undefined) === (url === undefined)) {
    return [required(at, "exactly one of url or service is required")];
  }
  if (url !== undefined) return urlFaults(url, `${at}.url`);
  const { name = "", namespace = "", path = "/", port = 443 } = service ?? {};
  const range = "port is not valid: must be between 1 and 65535, inclusive";
  return [
    ...(name === "" ? [required(`${at}.service.name`)] : []),
    ...(namespace === "" ? [required(`${at}.service.namespace`)] : []),
    ...(port < 1 || port > 65535 ? [invalid(`${at}.service.port`, port, range)] : []),
    ...(path === "" || path.startsWith("/")
      ? []
      : [invalid(`${at}.service.path`, path, "must start with a '/'")]),
  ];
}

function urlFaults(url: string, at: string): readonly FieldError[] {
  const [, scheme = "", rest = url] = /^([a-z][a-z0-9+.-]*):(.*)$/i.exec(url) ?? [];
  const host = /^\/\/([^/?#]*)/.exec(rest)?.[1] ?? "";
  const [, query] = /\?([^#]+)/.exec(rest) ?? [];
  const [, fragment] = /#(.+)/.exec(rest) ?? [];
  const [user] = host.includes("@") ? host.split("@") : [];
  return [
    ...(scheme === "https"
      ? []
      : [invalid(at, scheme, `'https' is the only allowed URL scheme${URL_FORM}`)]),
    ...(host === "" ? [invalid(at, host, `host must be specified${URL_FORM}`)] : []),
    ...(user === undefined
      ? []
      : [invalid(at, user, "user information is not permitted in the URL")]),
    ...(fragment === undefined
      ? []
      : [invalid(at, fragment, "fragments are not permitted in the URL")]),
    ...(query === undefined
      ? []
      : [invalid(at, query, "query parameters are not permitted in the URL")]),
  ];
}
