/**
 * What the API server must know of one kind beyond its schema. One file per kind in kinds/ gives
 * one of these; everything that is left out has the generic behaviour.
 */
import type { FieldError } from "../api/field-error.ts";
import type { KubeObject } from "../api/object.ts";
import type { ResourceRow } from "../api/resource.ts";
import type { Engine } from "../engine/engine.ts";
import type { ComponentHealth } from "./health.ts";
import type { ApiRequest, TableColumn } from "./request.ts";
import type { Store } from "./store/store.ts";

export type CellContext = { readonly nowMs: number };

export type Cell = string | number | boolean | null;

/** What a name of the kind must be; `isPrefix` for the part before a generated end. */
export type NameRule = (name: string, isPrefix: boolean) => readonly string[];

/** What objects that are not stored are made of. */
export type MakingContext = {
  readonly engine: Engine;
  readonly store: Store;
  readonly health: () => readonly ComponentHealth[];
};

/** What an allocation may look at. */
export type AllocationContext = {
  readonly engine: Engine;
  readonly store: Store;
  readonly row: ResourceRow;
  readonly request: Pick<ApiRequest, "user">;
};

export type KindStrategy<T extends KubeObject = KubeObject> = {
  readonly kind: string;
  /** A DNS subdomain when left out. */
  readonly nameRule?: NameRule;
  /** Fills in what the client left out; must be idempotent. */
  readonly setDefaults?: (object: T) => T;
  /**
   * After the defaults of a new object: derives fields.
   * The generic part has cleared the status.
   */
  readonly prepareForCreate?: (object: T) => T;
  /** Storing sets the defaults once more: `prepareForCreate` gives what they are taken from. */
  readonly setsDefaultsAgain?: boolean;
  /** The client may set the status when it creates an object. */
  readonly keepsStatusOnCreate?: boolean;
  /** Gives a new object what only the server can: addresses, ports. Throws ApiError. */
  readonly allocate?: (object: T, old: T | undefined, context: AllocationContext) => T;
  /** Keeps what an update may not touch. The generic part keeps status and bumps generation. */
  readonly prepareForUpdate?: (object: T, old: T) => T;
  readonly prepareForStatusUpdate?: (object: T, old: T, nowMs: number) => T;
  /** `row` is the version that was asked for. */
  readonly validate?: (object: T, row: ResourceRow) => readonly FieldError[];
  /** Besides `validate`, for new objects only. */
  readonly validateCreate?: (object: T, row: ResourceRow) => readonly FieldError[];
  /** Besides `validate`, which runs before it unless `validatesUpdateAlone`. */
  readonly validateUpdate?: (object: T, old: T, row: ResourceRow) => readonly FieldError[];
  /** `validateUpdate` is all that is checked on an update. */
  readonly validatesUpdateAlone?: boolean;
  /** For the status subresource. */
  readonly validateStatusUpdate?: (object: T, old: T) => readonly FieldError[];
  readonly warnings?: (object: T, old: T | undefined) => readonly string[];
  /** Warnings are given even if the object is refused. */
  readonly warnsOfRefused?: boolean;
  /** A warning that goes with every answer about the kind. */
  readonly deprecation?: string;
  /** Objects that are not stored but made anew for each answer. */
  readonly made?: (context: MakingContext) => readonly T[];
  /** An update must carry the resourceVersion. */
  readonly needsResourceVersion?: boolean;
  /** Columns of `kubectl get` between NAME and AGE, both included. */
  readonly columns?: readonly TableColumn[];
  readonly cells?: (object: T, context: CellContext) => readonly Cell[];
  /** Field selectors besides metadata.name and metadata.namespace. */
  readonly selectableFields?: (object: T) => Readonly<Record<string, string>>;
  /** Grace period of a delete, in seconds; undefined: the object goes at once. */
  readonly gracePeriodSeconds?: (object: T, asked: number | undefined) => number | undefined;
  /** The status is a field like any other: there is no subresource for it. */
  readonly hasPlainStatus?: boolean;
  /** Of kinds without a model: leaves out what their schema does not know, and tells its paths. */
  readonly prune?: (object: T, unknown: (path: string) => void) => T;
  /** Where a custom resource keeps its size. */
  readonly scalePaths?: {
    readonly labelSelectorPath?: string | undefined;
    readonly specReplicasPath: string;
    readonly statusReplicasPath: string;
  };
  /** Finalizers that every delete adds. */
  readonly finalizersOnEveryDelete?: readonly string[];
  /** Finalizers that a delete adds when the client names no propagation policy. */
  readonly finalizersOnDelete?: (object: T) => readonly string[];
};
