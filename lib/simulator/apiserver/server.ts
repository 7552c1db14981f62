/**
 * The API server: one door, `handle`. A request goes through route → authorise → decode → default
 * → mutate → validate → store, in this order; whatever is refused comes back as a Status.
 */
import { ApiError, notFound } from "../api/error.ts";
import { keyFor, type KubeObject } from "../api/object.ts";
import { apiVersionOf } from "../api/resource.ts";
import type { Engine } from "../engine/engine.ts";
import { Registry } from "./registry.ts";
import type { ApiRequest, ApiResponse, ObjectList } from "./request.ts";
import type { RestContext } from "./rest/context.ts";
import { createObject } from "./rest/create.ts";
import { deleteObject } from "./rest/delete.ts";
import { updateObject } from "./rest/update.ts";
import type { Store, WatchEvent } from "./store/store.ts";

export class ApiServer {
  readonly registry = new Registry();
  readonly #engine: Engine;
  readonly #store: Store;
  #lastWrite: WatchEvent | undefined;

  constructor(engine: Engine, store: Store) {
    this.#engine = engine;
    this.#store = store;
    store.watch((event) => {
      this.#lastWrite = event;
    });
  }

  /** The newest write, by which a component takes its own writes over at once. */
  get lastWrite(): WatchEvent | undefined {
    return this.#lastWrite;
  }

  /** Answers a client: never throws, errors come as `kind: Status`. */
  handle(request: ApiRequest): ApiResponse {
    try {
      const body = this.serve(request);
      return { code: request.verb === "create" ? 201 : 200, body, warnings: [] };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return { code: error.code, body: error.toStatus(), warnings: [] };
    }
  }

  /** Answers a component inside the cluster: throws ApiError. */
  serve(request: ApiRequest): KubeObject | ObjectList {
    const row = this.registry.resolve(request.group, request.version, request.resource);
    const strategy = this.registry.strategyOf(row.kind);
    const context: RestContext = { engine: this.#engine, store: this.#store, request, row, strategy };
    switch (request.verb) {
      case "create":
        return createObject(context);
      case "update":
        return updateObject(context);
      case "delete":
        return deleteObject(context);
      case "get":
        return this.#get(context);
      case "list":
        return this.#list(context);
      default:
        throw new ApiError(405, "MethodNotAllowed", "the server does not allow this method on the requested resource");
    }
  }

  #get({ request, row }: RestContext): KubeObject {
    const object = this.#store.get(row.kind, keyFor(request.namespace, request.name ?? ""));
    if (object === undefined) throw notFound(row, request.name ?? "");
    return object;
  }

  #list({ request, row }: RestContext): ObjectList {
    const all = this.#store.list(row.kind);
    const { namespace } = request;
    const items = namespace === undefined ? all : all.filter((o) => o.metadata.namespace === namespace);
    const metadata = { resourceVersion: this.#store.resourceVersion };
    return { kind: `${row.kind}List`, apiVersion: apiVersionOf(row), metadata, items };
  }
}
