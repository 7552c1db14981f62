/** What the steps of a request share. */
import type { KubeObject } from "../../api/object.ts";
import type { ResourceRow } from "../../api/resource.ts";
import type { Engine } from "../../engine/engine.ts";
import type { KindStrategy } from "../kind-strategy.ts";
import type { ApiRequest } from "../request.ts";
import type { Store } from "../store/store.ts";

export type RestContext = {
  readonly engine: Engine;
  readonly store: Store;
  readonly request: ApiRequest;
  readonly row: ResourceRow;
  readonly strategy: KindStrategy;
};

/** The request's body as an object of the requested kind. */
export type Body = KubeObject;
