/**
 * Webhooks of both kinds: who would be called for a request. Nothing answers in a simulated
 * cluster, so a call fails as it does where the Service is missing or nothing stands behind it.
 *
 * Not simulated: webhooks that answer.
 */
import { compileCel } from "#lib/cel";
import { ApiError } from "../../api/error.ts";
import type { KubeObject } from "../../api/object.ts";
import type {
  MutatingWebhook,
  MutatingWebhookConfiguration,
  Service,
  ValidatingWebhook,
} from "../../api/types.generated.ts";
import type { RestContext } from "../rest/context.ts";
import type { AdmissionPlugin } from "./plugin.ts";
import { isMatched, type Target, targetOf } from "./policy/match.ts";
import { variablesOf } from "./policy/variable.ts";

type Webhook = ValidatingWebhook | MutatingWebhook;

const MUTATING = "MutatingWebhookConfiguration";
const VALIDATING = "ValidatingWebhookConfiguration";

export const mutatingWebhook: AdmissionPlugin = {
  name: "MutatingAdmissionWebhook",
  mutate(object, old, context) {
    callAll(MUTATING, object, old, context);
    return object;
  },
};

export const validatingWebhook: AdmissionPlugin = {
  name: "ValidatingAdmissionWebhook",
  validate(object, old, context) {
    callAll(VALIDATING, object, old, context);
  },
};

function callAll(
  kind: typeof MUTATING | typeof VALIDATING,
  object: KubeObject,
  old: KubeObject | undefined,
  context: RestContext,
): void {
  const { row, store } = context;
  if (store.count(kind) === 0 || row.group === "admissionregistration.k8s.io") return;
  const target = targetOf(object, old, context);
  const configurations = store.list(kind) as unknown as readonly MutatingWebhookConfiguration[];
  for (const { webhooks = [] } of configurations) {
    for (const webhook of webhooks) {
      if (webhook.failurePolicy === "Ignore" || !isCalled(webhook, target)) continue;
      throw failedCall(webhook, context);
    }
  }
}

function isCalled(webhook: Webhook, target: Target): boolean {
  const { matchConditions = [], objectSelector, namespaceSelector, rules = [] } = webhook;
  const matched =
    rules.length > 0 &&
    isMatched(
      {
        resourceRules: rules,
        ...(objectSelector === undefined ? {} : { objectSelector }),
        ...(namespaceSelector === undefined ? {} : { namespaceSelector }),
      },
      target,
    );
  if (!matched) return false;
  const seen = variablesOf(target, undefined);
  return matchConditions.every(({ expression }) => {
    const program = compileCel(expression, Object.keys(seen));
    const result = program.ok ? program.value.evaluate(seen) : program;
    return !result.ok || result.value === true;
  });
}

function failedCall({ clientConfig, name, timeoutSeconds = 10 }: Webhook, context: RestContext) {
  const { service, url } = clientConfig;
  const query = `?timeout=${timeoutSeconds}s`;
  const { namespace = "", path = "/", port = 443 } = service ?? {};
  const place =
    service === undefined ? url : `https://${service.name}.${namespace}.svc:${port}${path}`;
  const why = service === undefined ? unreachable(url ?? "") : whyNot(service, context);
  const message = `failed calling webhook "${name}": failed to call webhook: Post "${place}${query}": ${why}`;
  return new ApiError(500, "InternalError", `Internal error occurred: ${message}`, {
    causes: [{ message }],
  });
}

type Reference = NonNullable<Webhook["clientConfig"]["service"]>;

function whyNot({ name, namespace, port = 443 }: Reference, { store }: RestContext): string {
  const service = store.get("Service", `${namespace}/${name}`) as unknown as Service | undefined;
  if (service === undefined) return `service "${name}" not found`;
  const { clusterIP = "", ports = [], type } = service.spec ?? {};
  if (!ports.some((one) => one.port === port)) {
    return `no service port ${port} found for service "${name}"`;
  }
  const host = type === "ExternalName" ? (service.spec?.externalName ?? "") : clusterIP;
  return `dial tcp ${host}:${port}: connect: connection refused`;
}

function unreachable(url: string): string {
  const [, host = ""] = /^https:\/\/([^/:?]+)/.exec(url) ?? [];
  return `dial tcp: lookup ${host}: no such host`;
}
