/** One thing that is wrong with a field, in the words of the API server. */

export type FieldErrorType =
  | "Required value"
  | "Invalid value"
  | "Unsupported value"
  | "Duplicate value"
  | "Forbidden"
  | "Too long"
  | "Too many"
  | "Not found"
  | "Internal error";

/** `message` is what stands behind the field: `Invalid value: -1: must be greater than …`. */
export type FieldError = {
  /** `spec.template.spec.containers[0].image` */
  readonly field: string;
  readonly type: FieldErrorType;
  /** Without field and type; may be empty. */
  readonly detail: string;
  /** The value as it is printed, for types that print one. */
  readonly value?: unknown;
  /** Values that would be right, for `Unsupported value`. */
  readonly supported?: readonly string[];
};
