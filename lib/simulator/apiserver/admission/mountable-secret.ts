/** Service accounts that let their pods see no secrets but their own, by an annotation. */
import type { Container, PodSpec, ServiceAccount } from "../../api/types.generated.ts";

const ANNOTATION = "kubernetes.io/enforce-mountable-secrets";

/** Why a pod may not run as an account; undefined if it may. */
export function foreignSecret(spec: PodSpec, account: ServiceAccount): string | undefined {
  const wanted = account.metadata?.annotations?.[ANNOTATION] ?? "";
  if (!/^(1|t|T|TRUE|true|True)$/.test(wanted)) return undefined;
  const { name = "" } = account.metadata ?? {};
  const own = new Set((account.secrets ?? []).map((secret) => secret.name ?? ""));
  const ownPull = new Set((account.imagePullSecrets ?? []).map((secret) => secret.name ?? ""));
  const why = (what: string, kind = "secret") =>
    `${what} is not allowed because service account ${name} does not reference that ${kind}`;
  const isForeign = (secret: string | undefined): secret is string =>
    secret !== undefined && !own.has(secret);
  for (const { secret } of spec.volumes ?? []) {
    const named = secret?.secretName;
    if (isForeign(named)) return why(`volume with secret.secretName="${named}"`);
  }
  for (const [kind, containers] of containersOf(spec)) {
    const found = containers.map((one) => foreignIn(kind, one, isForeign)).find(Boolean);
    if (found !== undefined) return why(found);
  }
  const at = (spec.imagePullSecrets ?? []).findIndex(({ name: pull = "" }) => !ownPull.has(pull));
  if (at < 0) return undefined;
  const pull = spec.imagePullSecrets?.[at]?.name ?? "";
  return why(`imagePullSecrets[${at}].name="${pull}"`, "imagePullSecret");
}

function containersOf({ containers, ephemeralContainers = [], initContainers = [] }: PodSpec) {
  return [
    ["init container", initContainers],
    ["container", containers],
    ["ephemeral container", ephemeralContainers as readonly Container[]],
  ] as const;
}

function foreignIn(
  kind: string,
  { name, env = [], envFrom = [] }: Container,
  isForeign: (secret: string | undefined) => secret is string,
): string | undefined {
  for (const { name: variable, valueFrom } of env) {
    const secret = valueFrom?.secretKeyRef?.name;
    if (isForeign(secret)) {
      return `${kind} ${name} with envVar ${variable} referencing secret.secretName="${secret}"`;
    }
  }
  for (const { secretRef } of envFrom) {
    const secret = secretRef?.name;
    if (isForeign(secret)) {
      return `${kind} ${name} with envFrom referencing secret.secretName="${secret}"`;
    }
  }
  return undefined;
}
