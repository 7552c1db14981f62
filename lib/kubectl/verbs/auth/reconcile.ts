/**
 * `kubectl auth reconcile`: brings roles and bindings to what files say by adding what is missing;
 * what is there beyond that stays, unless its removal is asked for.
 */
import { type KubeObject, type PolicyRule, sameJson, uncoveredRules } from "#lib/simulator";
import type { CommandContext } from "../../command/context.ts";
import { dryRunOf, writeOptions } from "../../command/dry-run.ts";
import { KubectlError, throwCollected } from "../../command/error.ts";
import {
  boolFlag,
  DRY_RUN_FLAG,
  FILENAME_FLAGS,
  OUTPUT_FLAGS,
} from "../../command/shared-flags.ts";
import type { Verb } from "../../command/verb.ts";
import { type Info, readInput } from "../../resource/manifest-input.ts";
import { resultPrinter } from "../../resource/result.ts";

type Subject = Readonly<Record<string, string>>;

type Outcome = {
  readonly operation: "none" | "create" | "update" | "recreate";
  readonly object: KubeObject;
  readonly missing: readonly (PolicyRule | Subject)[];
  readonly extra: readonly (PolicyRule | Subject)[];
};

type Removal = { readonly permissions: boolean; readonly subjects: boolean };

export const reconcileVerb: Verb = {
  name: "reconcile",
  summary:
    "Reconciles rules for RBAC role, role binding, cluster role, and cluster role binding objects",
  usage: "-f FILENAME [options]",
  flags: [
    ...FILENAME_FLAGS,
    ...OUTPUT_FLAGS,
    DRY_RUN_FLAG,
    boolFlag("remove-extra-permissions", "Take rules away that the files do not have."),
    boolFlag("remove-extra-subjects", "Take subjects away that the files do not have."),
  ],
  run: reconcile,
};

function reconcile(context: CommandContext): void {
  const { flags } = context;
  if (context.args.length > 0) throw new KubectlError("no arguments are allowed");
  if (!flags.namesFiles) throw new KubectlError("must specify one of -f and -k");
  const { infos, errors } = readInput(context);
  const removal = {
    permissions: flags.bool("remove-extra-permissions"),
    subjects: flags.bool("remove-extra-subjects"),
  };
  const print = resultPrinter(context, dryRunOf(flags));
  for (const info of infos) {
    if (info.row.group !== "rbac.authorization.k8s.io") continue;
    const outcome = outcomeOf(info, context.api.find(info), removal);
    const object = write(context, info, outcome);
    print(object, "reconciled");
    const told = detail(outcome, removal);
    if (told !== "") context.errorLine(told);
  }
  throwCollected(errors);
}

function outcomeOf(info: Info, existing: KubeObject | undefined, removal: Removal): Outcome {
  const wanted = info.object;
  const list = info.row.kind.endsWith("Binding") ? "subjects" : "rules";
  const given = partsOf(wanted, list);
  if (existing === undefined) {
    return { operation: "create", object: wanted, missing: given, extra: [] };
  }
  if (list === "subjects" && !sameJson(existing.roleRef, wanted.roleRef)) {
    return { operation: "recreate", object: wanted, missing: given, extra: [] };
  }
  const held = partsOf(existing, list);
  const [missing, extra] =
    list === "rules"
      ? [
          uncoveredRules(held as PolicyRule[], given as PolicyRule[]),
          uncoveredRules(given as PolicyRule[], held as PolicyRule[]),
        ]
      : [without(given, held), without(held, given)];
  const removes = (list === "rules" ? removal.permissions : removal.subjects) && extra.length > 0;
  const labels = { ...existing.metadata.labels, ...wanted.metadata.labels };
  const annotations = { ...existing.metadata.annotations, ...wanted.metadata.annotations };
  const isSame =
    missing.length === 0 &&
    !removes &&
    sameJson(labels, existing.metadata.labels ?? {}) &&
    sameJson(annotations, existing.metadata.annotations ?? {});
  const metadata = {
    ...existing.metadata,
    ...(Object.keys(labels).length > 0 && { labels }),
    ...(Object.keys(annotations).length > 0 && { annotations }),
  };
  const parts = removes ? given : [...held, ...missing];
  const object = isSame ? existing : { ...existing, metadata, [list]: parts };
  return { operation: isSame ? "none" : "update", object, missing, extra };
}

const partsOf = (object: KubeObject, list: string): readonly (PolicyRule | Subject)[] =>
  ((object as Readonly<Record<string, unknown>>)[list] ?? []) as readonly (PolicyRule | Subject)[];

const without = <T>(some: readonly T[], others: readonly T[]): readonly T[] =>
  some.filter((one) => !others.some((other) => sameJson(one, other)));

function write(context: CommandContext, info: Info, { operation, object }: Outcome): KubeObject {
  if (operation === "none" || dryRunOf(context.flags) === "client") return object;
  const options = writeOptions(context, "kubectl-auth");
  if (operation === "update") return context.api.update(info, object, options);
  if (operation === "recreate") context.api.delete(info, {});
  return context.api.create(info.row, info.namespace, object, options);
}

function detail({ operation, missing, extra }: Outcome, removal: Removal): string {
  if (operation === "none") return "";
  const areSubjects = [...missing, ...extra].some((one) => "kind" in one);
  const what = areSubjects ? "subjects" : "rules";
  const removes = areSubjects ? removal.subjects : removal.permissions;
  const block = (title: string, parts: readonly (PolicyRule | Subject)[]): readonly string[] =>
    parts.length === 0 ? [] : [`\t${title}`, ...parts.map((one) => `\t\t${goText(one)}`)];
  return [
    `\treconciliation required ${operation}`,
    ...block(`missing ${what} added:`, missing),
    ...(removes ? block(`extra ${what} removed:`, extra) : []),
  ].join("\n");
}

/** As Go prints a struct with its field names. */
function goText(part: PolicyRule | Subject): string {
  const words = (list: readonly string[] | undefined): string => `[${(list ?? []).join(" ")}]`;
  if ("kind" in part) {
    const { apiGroup = "", kind, name, namespace = "" } = part as Subject;
    return `{Kind:${kind} APIGroup:${apiGroup} Name:${name} Namespace:${namespace}}`;
  }
  const { apiGroups, nonResourceURLs, resourceNames, resources, verbs } = part as PolicyRule;
  const [names, urls] = [words(resourceNames), words(nonResourceURLs)];
  const what = `APIGroups:${words(apiGroups)} Resources:${words(resources)}`;
  return `{Verbs:${words(verbs)} ${what} ResourceNames:${names} NonResourceURLs:${urls}}`;
}
