/** What an admission plugin is: it may change what is about to be written, or refuse it. */
import { type ApiError, forbidden } from "../../api/error.ts";
import type { KubeObject } from "../../api/object.ts";
import type { RestContext } from "../rest/context.ts";

export type AdmissionPlugin = {
  readonly name: string;
  /** For creates and updates, before validation. Throws ApiError; `old` is undefined on create. */
  readonly mutate?: (
    object: KubeObject,
    old: KubeObject | undefined,
    context: RestContext,
  ) => KubeObject;
  /** After validation, and for deletes, where `object` is what shall go. Throws ApiError. */
  readonly validate?: (
    object: KubeObject,
    old: KubeObject | undefined,
    context: RestContext,
  ) => void;
};

/** 403 about the object in question; before it has a name, the beginning of its name is told. */
export function denied(object: KubeObject, { row }: RestContext, why: string): ApiError {
  const { name, generateName } = object.metadata;
  return forbidden(row, name === "" ? (generateName ?? "Unknown") : name, why);
}
