/** What the steps of a request share. */
import type { ResourceRow } from "../../api/resource.ts";
import type { Engine } from "../../engine/engine.ts";
import type { ComponentHealth } from "../health.ts";
import type { KindStrategy } from "../kind-strategy.ts";
import type { Registry } from "../registry.ts";
import type { ApiRequest } from "../request.ts";
import type { Store } from "../store/store.ts";

export type RestContext = {
  readonly engine: Engine;
  readonly store: Store;
  readonly registry: Registry;
  readonly request: ApiRequest;
  readonly row: ResourceRow;
  readonly strategy: KindStrategy;
  /** What the parts of the control plane answer when their health is asked for. */
  readonly health: () => readonly ComponentHealth[];
  /** The subresource by which a write came, where the request that is left does not say it. */
  readonly writtenAs?: string;
  /** Adds a text to the answer's warnings. */
  readonly warn: (text: string) => void;
};
