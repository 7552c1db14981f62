/**
 * From what people write (`po`, `deploy`, `deployments.v1.apps`,
 * a manifest's kind) to a resource.
 */
import type { Client, ResourceRow } from "#lib/simulator";
import { KubectlError } from "../command/error.ts";

/** Of two groups that offer the same plural name, the one that is asked first wins. */
const GROUP_ORDER = ["", "apps", "batch", "autoscaling", "networking.k8s.io", "policy"];

export class Mapper {
  readonly #rows: readonly ResourceRow[];
  readonly #warn: (text: string) => void;

  constructor(client: Client, warn: (text: string) => void) {
    this.#rows = [...client.resources()].sort((a, b) => rank(a) - rank(b));
    this.#warn = warn;
  }

  get rows(): readonly ResourceRow[] {
    return this.#rows;
  }

  /** `resource`, `resource.group`, `resource.version.group`; undefined when unknown. */
  find(text: string): ResourceRow | undefined {
    const word = text.toLowerCase();
    const [first = "", second, ...rest] = word.split(".");
    if (second === undefined) return this.#byWord(word);
    // Behind a short name a version is overlooked: what it stands for has none.
    const versioned = this.#rows.find(
      (row) =>
        rest.length > 0 &&
        isNamed(row, first) &&
        row.version === second &&
        row.group === rest.join("."),
    );
    if (versioned !== undefined) return versioned;
    const group = [second, ...rest].join(".");
    return (
      this.#rows.find((row) => isCalled(row, first) && row.group === group) ??
      this.#rows.find(
        (row) => isCalled(row, first) && row.group.startsWith(group) && group !== "",
      ) ??
      this.#otherVersion(first, rest.join("."))
    );
  }

  // `hpa.v3.autoscaling`: what a short name stands for has no version.
  #otherVersion(name: string, group: string): ResourceRow | undefined {
    if (group === "") return undefined;
    return this.#rows.find((row) => row.shortNames?.includes(name) && row.group === group);
  }

  #byWord(word: string): ResourceRow | undefined {
    const exact = this.#rows.find((row) => row.resource === word || row.singular === word);
    if (exact !== undefined) return exact;
    const short = this.#rows.filter((row) => row.shortNames?.includes(word));
    const [first, ...others] = short;
    const other = others.find((row) => row.group !== first?.group);
    if (first !== undefined && other !== undefined) {
      const name = `${other.resource}.${other.group}`;
      this.#warn(`short name "${word}" could also match lower priority resource ${name}`);
    }
    return first ?? this.#rows.find((row) => row.kind.toLowerCase() === word);
  }

  /** Throws `the server doesn't have a resource type "…"`. */
  resolve(text: string): ResourceRow {
    const row = this.find(text);
    if (row !== undefined) return row;
    const name = text.split(".")[0] ?? text;
    throw new KubectlError(`the server doesn't have a resource type "${name}"`);
  }

  /** The resource of a manifest's kind in exactly its group and version. */
  ofKind(apiVersion: string, kind: string): ResourceRow | undefined {
    const slash = apiVersion.indexOf("/");
    const group = slash < 0 ? "" : apiVersion.slice(0, slash);
    const version = slash < 0 ? apiVersion : apiVersion.slice(slash + 1);
    return this.#rows.find(
      (row) => row.kind === kind && row.group === group && row.version === version,
    );
  }

  /** Resources of a category such as `all`, in discovery's order. */
  inCategory(category: string): readonly ResourceRow[] {
    return this.#rows.filter(
      (row) => row.categories?.includes(category) && this.find(row.resource) === row,
    );
  }
}

function isCalled(row: ResourceRow, word: string): boolean {
  return isNamed(row, word) || row.shortNames?.includes(word) === true;
}

function isNamed(row: ResourceRow, word: string): boolean {
  return row.resource === word || row.singular === word || row.kind.toLowerCase() === word;
}

function rank(row: ResourceRow): number {
  const group = GROUP_ORDER.indexOf(row.group);
  // The stable and newest version of a group is the one that discovery prefers.
  const beta = /beta|alpha/.test(row.version) ? 1 : 0;
  const version = Number(/^v(\d+)/.exec(row.version)?.[1] ?? 1);
  return (group < 0 ? GROUP_ORDER.length : group) * 1000 + beta * 100 - version;
}

/** `deployment.apps`, as kubectl names one of a kind in front of `/name`. */
export function qualifiedSingular(row: ResourceRow): string {
  const name = row.kind.toLowerCase();
  return row.group === "" ? name : `${name}.${row.group}`;
}

/** `deployments.apps` */
export function qualifiedPlural(row: ResourceRow): string {
  return row.group === "" ? row.resource : `${row.resource}.${row.group}`;
}
