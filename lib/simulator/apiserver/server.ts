/**
 * The API server: one door, `handle`. A request goes through route → authorise → decode → default
 * → mutate → validate → store, in this order; whatever is refused comes back as a Status.
 *
 * Not simulated: watch over a connection.
 */
import { ApiError } from "../api/error.ts";
import { NOTHING } from "../api/json.ts";
import type { KubeObject } from "../api/object.ts";
import type { ResourceRow } from "../api/resource.ts";
import type { CustomResourceDefinition } from "../api/types.generated.ts";
import type { Engine } from "../engine/engine.ts";
import type { NodeAgents } from "../kubelet/node-agent.ts";
import { type Answer, pathAnswer, versioned, withManagers } from "./answer.ts";
import { attributesOf, refusal } from "./authorization/attribute.ts";
import { authorize, isMaster } from "./authorization/rbac.ts";
import { reviewOf } from "./authorization/review.ts";
import { createToken } from "./authorization/token.ts";
import { fromStored, toStored } from "./conversion/index.ts";
import { customResources } from "./custom/definition.ts";
import type { ComponentHealth } from "./health.ts";
import { kindStrategies } from "./kinds/index.ts";
import { applyObject } from "./managed/apply.ts";
import { foldWrites } from "./managed/manager.ts";
import { patched } from "./patch/patch.ts";
import { Registry } from "./registry.ts";
import type { ApiRequest, ApiResponse, ObjectList } from "./request.ts";
import type { RestContext } from "./rest/context.ts";
import { createObject } from "./rest/create.ts";
import { deleteObject, deleteThis } from "./rest/delete.ts";
import { listObjects, selectedObjects } from "./rest/list.ts";
import { requireObject } from "./rest/require.ts";
import { storeTold, type Told } from "./rest/tell.ts";
import { replaceObject, updateObject } from "./rest/update.ts";
import { expireEvents } from "./store/event-expiry.ts";
import type { Store, WatchEvent } from "./store/store.ts";
import { bindNamedPod, bindPod } from "./subresource/binding.ts";
import { ephemeralContainers } from "./subresource/ephemeral-container.ts";
import { evictPod } from "./subresource/eviction.ts";
import { finalizeNamespace } from "./subresource/finalize.ts";
import { execIn, logOf } from "./subresource/node.ts";
import { readOrUpdatePart } from "./subresource/pod-part.ts";
import { resize } from "./subresource/resize.ts";
import { readScale, updateScale } from "./subresource/scale.ts";
import { tableOf } from "./table.ts";

const EVENT = {
  verb: "create",
  group: "",
  version: "v1",
  resource: "events",
  trusted: true,
} as const;

/** Components do not read warnings. */
const UNHEARD = () => {};

type Telling = { readonly namespace: string; readonly name: string; readonly event: Told };

export class ApiServer {
  readonly registry = new Registry(kindStrategies);
  readonly #engine: Engine;
  readonly #store: Store;
  #nodeAgents: NodeAgents | undefined;
  #lastWrite: WatchEvent | undefined;
  #health: () => readonly ComponentHealth[] = () => [];

  constructor(engine: Engine, store: Store) {
    this.#engine = engine;
    this.#store = store;
    store.watch((event) => {
      this.#lastWrite = event;
      if (event.kind === "CustomResourceDefinition") this.#define(event);
    });
    expireEvents(engine, store);
    engine.onForget(() => foldWrites(store));
  }

  #define({ type, key, object }: WatchEvent): void {
    const definition = object as unknown as CustomResourceDefinition;
    this.registry.define(key, type === "deleted" ? [] : customResources(definition));
  }

  /** Where the log and exec subresources end. */
  connectNodeAgents(agents: NodeAgents): void {
    this.#nodeAgents = agents;
  }

  /** Whom the health of the control plane is asked of. */
  connectHealth(health: () => readonly ComponentHealth[]): void {
    this.#health = health;
  }

  /** The newest write, by which a component takes its own writes over at once. */
  get lastWrite(): WatchEvent | undefined {
    return this.#lastWrite;
  }

  /** Answers a client: never throws, errors come as `kind: Status`. */
  handle(request: ApiRequest): ApiResponse {
    const warnings: string[] = [];
    try {
      this.#authorize(request);
      if (request.path !== undefined) return pathAnswer(request.path);
      const context = this.#contextOf(request, (text) => warnings.push(text));
      if (!isOffered(context)) throw notAllowed();
      const { deprecation } = context.strategy;
      if (deprecation !== undefined) warnings.push(deprecation);
      const body = versioned(context, this.#answer(context));
      const shown =
        request.asTable === true && "metadata" in body
          ? tableOf(context, body as KubeObject | ObjectList)
          : withManagers(context, body);
      return { code: request.verb === "create" ? 201 : 200, body: shown, warnings };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return { code: error.code, body: error.toStatus(), warnings };
    }
  }

  /** Answers a component inside the cluster, which may know the row: throws ApiError. */
  serve(request: ApiRequest, row?: ResourceRow): KubeObject | ObjectList {
    const context = this.#contextOf(request, UNHEARD, row);
    return this.#answer(context) as KubeObject | ObjectList;
  }

  /** Stores an Event that a component tells: throws ApiError. */
  tell({ event, ...place }: Pick<ApiRequest, "user" | "component"> & Telling): void {
    const request: ApiRequest = { ...NOTHING, ...EVENT, ...place };
    storeTold(this.#contextOf(request, UNHEARD, this.registry.rowOfKind("Event")), event);
  }

  // Whoever may do everything is not looked at.
  #authorize(request: ApiRequest): void {
    if (isMaster(request.user)) return;
    const attributes = attributesOf(request);
    const { allowed, reason } = authorize(this.#store, attributes);
    if (!allowed) throw refusal(attributes, reason);
  }

  #contextOf(request: ApiRequest, warn: (text: string) => void, known?: ResourceRow): RestContext {
    const row = known ?? this.registry.resolve(request.group, request.version, request.resource);
    const strategy = this.registry.strategyOf(row);
    const { registry } = this;
    const [engine, store, health] = [this.#engine, this.#store, this.#health];
    return { engine, store, registry, request, row, strategy, warn, health };
  }

  #answer(context: RestContext): Answer {
    const { request, row } = context;
    const { subresource } = request;
    if (subresource !== undefined && !row.subresources?.some(({ name }) => name === subresource)) {
      throw new ApiError(404, "NotFound", "the server could not find the requested resource", {});
    }
    if (subresource !== undefined && subresource !== "status" && subresource !== "approval")
      return this.#subresource(context, subresource);
    switch (request.verb) {
      case "create":
        if (row.kind === "Binding") return bindNamedPod(context);
        return reviewOf(row.kind)?.(context) ?? createObject(context);
      case "update":
        return updateObject(context);
      case "patch": {
        if (request.patchType === "apply") return applyObject(context);
        const old = requireObject(context);
        const wanted = patched(context, fromStored(row, old), row.model);
        return replaceObject(context, old, toStored(row, wanted));
      }
      case "delete":
        return deleteObject(context);
      case "deletecollection":
        return deleteAll(context);
      case "get":
        return requireObject(context);
      case "list":
        return listObjects(context);
      case "watch":
        throw notAllowed();
    }
  }

  #subresource(context: RestContext, name: string): Answer {
    const { verb } = context.request;
    switch (name) {
      case "binding":
        return bindPod(context);
      case "eviction":
        return evictPod(context);
      case "ephemeralcontainers":
        return readOrUpdatePart(context, ephemeralContainers);
      case "resize":
        return readOrUpdatePart(context, resize);
      case "finalize":
        return finalizeNamespace(context);
      case "scale":
        return verb === "get" ? readScale(context) : updateScale(context);
      case "token":
        return createToken(context);
      case "log":
        return logOf(context, this.#nodeAgents);
      case "exec":
        return execIn(context, this.#nodeAgents);
      default:
        throw notAllowed();
    }
  }
}

/** Whether discovery lists the verb; subresources refuse by themselves. */
function isOffered({ request, row }: RestContext): boolean {
  return request.subresource !== undefined || row.verbs.includes(request.verb);
}

function deleteAll(context: RestContext): ObjectList {
  const before = listObjects(context);
  for (const object of selectedObjects(context)) deleteThis(context, object);
  return before;
}

function notAllowed(): ApiError {
  const message = "the server does not allow this method on the requested resource";
  return new ApiError(405, "MethodNotAllowed", message);
}
