/** Which resources a server offers: the built-in ones and those that definitions add. */
import { ApiError } from "../api/error.ts";
import type { ResourceRow } from "../api/resource.ts";
import { RESOURCE_ROWS } from "../api/resources.generated.ts";
import type { KindStrategy } from "./kind-strategy.ts";

export class Registry {
  readonly #rows = new Map<string, ResourceRow>();
  readonly #rowOfKind = new Map<string, ResourceRow>();
  readonly #strategies = new Map<string, KindStrategy>();

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
    this.#rows.set(`${row.group}/${row.version}/${row.resource}`, row);
  }

  /** Throws NotFound when the server does not know the resource. */
  resolve(group: string, version: string, resource: string): ResourceRow {
    const row = this.#rows.get(`${group}/${version}/${resource}`);
    if (row === undefined) {
      throw new ApiError(404, "NotFound", "the server could not find the requested resource", {});
    }
    return row;
  }

  strategyOf(kind: string): KindStrategy {
    return this.#strategies.get(kind) ?? { kind };
  }
}
