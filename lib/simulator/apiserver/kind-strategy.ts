/**
 * What the API server must know of one kind beyond its schema. One file per kind in kinds/ gives
 * one of these; everything that is left out has the generic behaviour.
 */
import type { FieldError } from "../api/field-error.ts";
import type { KubeObject } from "../api/object.ts";
import type { TableColumn } from "./request.ts";

export type CellContext = { readonly nowMs: number };

export type KindStrategy<T extends KubeObject = KubeObject> = {
  readonly kind: string;
  /** Fills in what the client left out; must be idempotent. */
  readonly setDefaults?: (object: T) => T;
  /** After the defaults of a new object: clears status, derives fields. */
  readonly prepareForCreate?: (object: T) => T;
  /** Keeps what an update may not touch. The generic part keeps status and bumps generation. */
  readonly prepareForUpdate?: (object: T, old: T) => T;
  readonly validate?: (object: T) => readonly FieldError[];
  readonly validateUpdate?: (object: T, old: T) => readonly FieldError[];
  /** For the status subresource. */
  readonly validateStatusUpdate?: (object: T, old: T) => readonly FieldError[];
  readonly warnings?: (object: T, old: T | undefined) => readonly string[];
  /** Columns of `kubectl get` between NAME and AGE, both included. */
  readonly columns?: readonly TableColumn[];
  readonly cells?: (object: T, context: CellContext) => readonly (string | number | boolean | null)[];
  /** Field selectors besides metadata.name and metadata.namespace. */
  readonly selectableFields?: (object: T) => Readonly<Record<string, string>>;
  /** Grace period of a delete, in seconds; undefined: the object goes at once. */
  readonly gracePeriodSeconds?: (object: T, asked: number | undefined) => number | undefined;
};
