/**
 * After `apply --server-side` of what was applied by the client: the annotation and the fields of
 * the old manager go over to the new one.
 */
import type { KubeObject } from "#lib/simulator";
import type { CommandContext } from "../../command/context.ts";
import { ServerError } from "../../command/error.ts";
import { LAST_APPLIED } from "../../patch/last-applied.ts";
import type { Info } from "../../resource/manifest-input.ts";

const SERVER_SIDE = "kubectl";
const ANNOTATION_MANAGER = "kubectl-last-applied";

type Fields = { readonly [name: string]: Fields };

type Entry = {
  readonly manager?: string;
  readonly operation?: string;
  readonly subresource?: string;
  readonly fieldsV1?: Fields;
  readonly [name: string]: unknown;
};

/** True when fields went over: what was applied must then be applied again. */
export function migrate(
  context: CommandContext,
  info: Info,
  applied: KubeObject,
  manager: string,
): boolean {
  try {
    const current = keepAnnotation(context, info, applied, manager);
    return moveFields(context, info, current, manager);
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    context.warn(
      `server rejected managed fields migration to Server-Side Apply. This is non-fatal and will be ` +
        `retried next time you apply. Error: ${error.message}`,
    );
    return false;
  }
}

function entriesOf({ metadata }: KubeObject): readonly Entry[] {
  return (metadata as { readonly managedFields?: readonly Entry[] }).managedFields ?? [];
}

function ownsAnnotation({ fieldsV1 }: Entry): boolean {
  return fieldsV1?.["f:metadata"]?.["f:annotations"]?.[`f:${LAST_APPLIED}`] !== undefined;
}

function keepAnnotation(
  context: CommandContext,
  info: Info,
  applied: KubeObject,
  manager: string,
): KubeObject {
  const text = applied.metadata.annotations?.[LAST_APPLIED];
  if (manager !== SERVER_SIDE || text === undefined) return applied;
  const owned = entriesOf(applied).some(
    (entry) => entry.operation === "Apply" && ownsAnnotation(entry),
  );
  if (owned) return applied;
  const { apiVersion, kind } = applied;
  const metadata = { name: info.name, annotations: { [LAST_APPLIED]: text } };
  const options = { fieldManager: ANNOTATION_MANAGER, force: false, ...dryRun(context) };
  return context.api.patch(info, "apply", { apiVersion, kind, metadata }, options);
}

function moveFields(
  context: CommandContext,
  info: Info,
  current: KubeObject,
  manager: string,
): boolean {
  const entries = entriesOf(current);
  const isOld = (entry: Entry) =>
    entry.operation === "Update" && !entry.subresource && ownsAnnotation(entry);
  const old = entries.filter(isOld);
  const [first] = old;
  if (first === undefined) return false;
  const own = entries.find(
    (entry) => entry.operation === "Apply" && entry.manager === manager && !entry.subresource,
  );
  const kept = entries.filter((entry) => !isOld(entry) && entry !== own);
  const base: Entry = own ?? { ...first, manager, operation: "Apply" };
  const fieldsV1 = [...(own === undefined ? [] : [own]), ...old]
    .map((entry) => entry.fieldsV1 ?? {})
    .reduce(united);
  const path = "/metadata/managedFields";
  const patch = [
    { op: "replace", path, value: [{ ...base, fieldsV1 }, ...kept] },
    { op: "replace", path: "/metadata/resourceVersion", value: current.metadata.resourceVersion },
  ];
  context.api.patch(info, "json", patch, { fieldManager: manager, ...dryRun(context) });
  return true;
}

function united(a: Fields, b: Fields): Fields {
  const out: Record<string, Fields> = { ...a };
  for (const [name, below] of Object.entries(b)) {
    const known = out[name];
    out[name] = known === undefined ? below : united(known, below);
  }
  return out;
}

function dryRun({ flags }: CommandContext): { readonly dryRun?: true } {
  return flags.text("dry-run") === "server" ? { dryRun: true } : {};
}
