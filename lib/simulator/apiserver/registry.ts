/** Which resources a server offers: the built-in ones and those that definitions add. */
import { ApiError } from "../api/error.ts";
import type { ResourceRow } from "../api/resource.ts";
import { RESOURCE_ROWS } from "../api/resources.generated.ts";
import type { CustomResource } from "./custom/definition.ts";
import type { KindStrategy } from "./kind-strategy.ts";

export class Registry {
  readonly #rows = new Map<string, ResourceRow>();
  readonly #rowOfKind = new Map<string, ResourceRow>();
  readonly #strategies = new Map<string, KindStrategy>();
  readonly #custom = new Map<ResourceRow, KindStrategy>();
  readonly #defined = new Map<string, readonly ResourceRow[]>();

  constructor(strategies: readonly KindStrategy[]) {
    for (const row of RESOURCE_ROWS) this.add(row);
    for (const strategy of strategies) this.#strategies.set(strategy.kind, strategy);
  }

  get rows(): readonly ResourceRow[] {
    return [...this.#rows.values()];
  }

  /** The row under which a kind is stored: the first of its versions, but v2 of autoscaling. */
  rowOfKind(kind: string): ResourceRow | undefined {
    return this.#rowOfKind.get(kind);
  }

  add(row: ResourceRow): void {
    const first = this.#rowOfKind.get(row.kind);
    if (row.verbs.includes("list") && (first === undefined || row.version === "v2")) {
      this.#rowOfKind.set(row.kind, row);
    }
    this.#rows.set(placeOf(row), row);
  }

  /** Throws NotFound when the server does not know the resource. */
  resolve(group: string, version: string, resource: string): ResourceRow {
    const row = this.#rows.get(`${group}/${version}/${resource}`);
    if (row === undefined) {
      throw new ApiError(404, "NotFound", "the server could not find the requested resource", {});
    }
    return row;
  }

  strategyOf(row: ResourceRow): KindStrategy {
    return this.#custom.get(row) ?? this.#strategies.get(row.kind) ?? { kind: row.kind };
  }

  /** What a definition serves from now on; nothing when it is gone. */
  define(name: string, resources: readonly CustomResource[]): void {
    for (const row of this.#defined.get(name) ?? []) {
      this.#rows.delete(placeOf(row));
      this.#custom.delete(row);
      if (this.#rowOfKind.get(row.kind) === row) this.#rowOfKind.delete(row.kind);
    }
    this.#defined.set(
      name,
      resources.map(({ row }) => row),
    );
    for (const { row, strategy } of resources) {
      this.add(row);
      this.#custom.set(row, strategy);
    }
  }
}

function placeOf({ group, version, resource }: ResourceRow): string {
  return `${group}/${version}/${resource}`;
}
