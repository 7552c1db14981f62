/** What may stand at the cursor of a line: verbs, kinds, names of objects, flags. */
import { type Kubeconfig, wordsAfter } from "#lib/kubectl";
import type { Client, ResourceRow } from "#lib/simulator";

/** `options` replace the text from `from` up to the cursor. */
export type Completion = { readonly from: number; readonly options: readonly string[] };

export function completeLine(
  line: string,
  cursor: number,
  client: Client,
  kubeconfig: Kubeconfig,
): Completion {
  const typed = line.slice(0, cursor);
  const command = typed.split(/[|;&]/).at(-1) ?? "";
  const words = command.trimStart().split(/\s+/);
  const partial = words.at(-1) ?? "";
  const from = cursor - partial.length;
  const [program, ...rest] = words;
  if (words.length < 2) return { from, options: starting(["kubectl"], partial) };
  if (program !== "kubectl" && program !== "k") return { from, options: [] };
  const before = rest.slice(0, -1);
  const known = wordsAfter(before);
  if (partial.startsWith("-")) return { from, options: starting(known.flags, partial) };
  if (known.verbs.length > 0) return { from, options: starting(known.verbs, partial) };
  return { from, options: starting(objectsFor(before, partial, client, kubeconfig), partial) };
}

function starting(options: readonly string[], partial: string): readonly string[] {
  return options.filter((option) => option.startsWith(partial)).sort();
}

function objectsFor(
  before: readonly string[],
  partial: string,
  client: Client,
  kubeconfig: Kubeconfig,
): readonly string[] {
  const rows = client.resources().filter(({ verbs }) => verbs.includes("list"));
  const slash = partial.indexOf("/");
  if (slash > 0) {
    const kind = partial.slice(0, slash);
    const row = rowNamed(rows, kind);
    return row === undefined
      ? []
      : namesOf(row, before, client, kubeconfig).map((name) => `${kind}/${name}`);
  }
  const row = before.map((word) => rowNamed(rows, word)).find((found) => found !== undefined);
  if (row !== undefined) return namesOf(row, before, client, kubeconfig);
  if (before.includes("logs") || before.includes("exec")) {
    const pods = rowNamed(rows, "pods");
    return pods === undefined ? [] : namesOf(pods, before, client, kubeconfig);
  }
  return [...new Set(rows.map(({ resource }) => resource))];
}

function rowNamed(rows: readonly ResourceRow[], word: string): ResourceRow | undefined {
  return rows.find(
    ({ resource, singular, shortNames }) =>
      resource === word || singular === word || shortNames?.includes(word),
  );
}

function namesOf(
  row: ResourceRow,
  before: readonly string[],
  client: Client,
  kubeconfig: Kubeconfig,
): readonly string[] {
  const at = before.findIndex((word) => word === "-n" || word === "--namespace");
  const current = kubeconfig.current?.namespace ?? "";
  const namespace = at >= 0 ? before[at + 1] : current === "" ? "default" : current;
  const { group, version, resource } = row;
  const place = row.namespaced && namespace !== undefined ? { namespace } : {};
  const { body } = client.request({ verb: "list", group, version, resource, ...place });
  return "items" in body && Array.isArray(body.items)
    ? body.items.map(({ metadata }) => String(metadata.name))
    : [];
}
