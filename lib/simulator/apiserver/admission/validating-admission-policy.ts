/**
 * ValidatingAdmissionPolicy: bindings say which policies look at which requests, and whether what
 * they find is refused or only warned of.
 * https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/
 *
 * Not simulated: the delay until a new policy counts, audit annotations, cost limits.
 */
import { ApiError, forbidden, type StatusReason } from "../../api/error.ts";
import { matchesSelector } from "../../api/label.ts";
import { type KubeObject, keyFor } from "../../api/object.ts";
import type {
  ValidatingAdmissionPolicyBinding as Binding,
  ValidatingAdmissionPolicy as Policy,
} from "../../api/types.generated.ts";
import type { AdmissionPlugin } from "./plugin.ts";
import { type Denial, denialsOf } from "./policy/evaluate.ts";
import { isMatched, type Target, targetOf } from "./policy/match.ts";
import { variablesOf } from "./policy/variable.ts";

const POLICY = "ValidatingAdmissionPolicy";
const BINDING = "ValidatingAdmissionPolicyBinding";

export const validatingAdmissionPolicy: AdmissionPlugin = {
  name: POLICY,

  validate(object, old, context) {
    const { row, store } = context;
    // Policies do not judge themselves, lest one that is wrong could not be taken away.
    if (store.count(BINDING) === 0 || row.kind === POLICY || row.kind === BINDING) return;
    const target = targetOf(object, old, context);
    let refused: ApiError | undefined;
    for (const policy of store.list(POLICY) as unknown as readonly Policy[]) {
      if (!isMatched(policy.spec.matchConstraints, target)) continue;
      for (const binding of store.list(BINDING) as unknown as readonly Binding[]) {
        if (binding.spec.policyName !== policy.metadata.name) continue;
        if (!isMatched(binding.spec.matchResources, target)) continue;
        refused ??= judge(policy, binding, target);
      }
    }
    if (refused !== undefined) throw refused;
  },
};

/** The refusal, if there is one; warnings are given at once. */
function judge(policy: Policy, binding: Binding, target: Target): ApiError | undefined {
  const who = `ValidatingAdmissionPolicy '${policy.metadata.name}' with binding '${binding.metadata.name}'`;
  const actions = binding.spec.validationActions ?? [];
  const { context } = target;
  const params = paramsOf(policy, binding, target);
  if ("error" in params) {
    if (policy.spec.failurePolicy === "Ignore") return undefined;
    const message = `failed to configure binding: ${params.error}`;
    return denial(`${who} denied request: ${message}`, undefined, target);
  }
  for (const param of params.objects) {
    for (const one of denialsOf(policy.spec, variablesOf(target, param))) {
      if (actions.includes("Warn")) {
        context.warn(`Validation failed for ${who}: ${one.message}`);
      }
      if (actions.includes("Deny")) {
        return denial(`${who} denied request: ${one.message}`, one.reason, target);
      }
    }
  }
  return undefined;
}

const CODES: Readonly<Record<string, number>> = {
  Forbidden: 403,
  Unauthorized: 401,
  RequestEntityTooLarge: 413,
};

function denial(message: string, given: Denial["reason"], { context, object }: Target): ApiError {
  const plain = forbidden(context.row, object.metadata.name, message);
  const reason = given ?? "Invalid";
  const details = { ...plain.details, causes: [{ message }] };
  return new ApiError(CODES[reason] ?? 422, reason as StatusReason, plain.message, details);
}

type Params =
  | { readonly objects: readonly (KubeObject | undefined)[] }
  | { readonly error: string };

function paramsOf({ spec }: Policy, binding: Binding, { context, object }: Target): Params {
  const { paramKind } = spec;
  const { paramRef } = binding.spec;
  if (paramKind === undefined || paramRef === undefined) return { objects: [undefined] };
  const kind = paramKind.kind ?? "";
  const row = context.registry.rowOfKind(kind);
  if (row === undefined) {
    return {
      error: `failed to find resource referenced by paramKind: '${paramKind.apiVersion}, Kind=${kind}'`,
    };
  }
  const namespace = row.namespaced
    ? (paramRef.namespace ?? object.metadata.namespace ?? "")
    : undefined;
  const { name, selector } = paramRef;
  const objects =
    name !== undefined && name !== ""
      ? [context.store.get(kind, keyFor(namespace, name))].filter((one) => one !== undefined)
      : context.store
          .list(kind)
          .filter(({ metadata }) => (metadata.namespace ?? undefined) === namespace)
          .filter(({ metadata }) => matchesSelector(selector ?? {}, metadata.labels));
  if (objects.length > 0) return { objects };
  if (paramRef.parameterNotFoundAction !== "Deny") return { objects: [] };
  return { error: "no params found for policy binding with `Deny` parameterNotFoundAction" };
}
