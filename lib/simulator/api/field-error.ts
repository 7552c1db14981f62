/** What is wrong with a field, in the words of the API server, and the refusal made of it. */
import { ApiError, groupResource, type StatusCause } from "./error.ts";

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

export function required(field: string, detail = ""): FieldError {
  return { field, type: "Required value", detail };
}

/** A value that is undefined is printed as null, as a nil pointer is. */
export function invalid(field: string, value: unknown, detail: string): FieldError {
  return { field, type: "Invalid value", detail, value: value ?? null };
}

export function notSupported(
  field: string,
  value: unknown,
  supported: readonly string[],
): FieldError {
  return { field, type: "Unsupported value", detail: "", value, supported };
}

export function duplicate(field: string, value: unknown): FieldError {
  return { field, type: "Duplicate value", detail: "", value };
}

export function forbiddenField(field: string, detail: string): FieldError {
  return { field, type: "Forbidden", detail };
}

export function tooLong(field: string, bytes: number): FieldError {
  const unit = bytes === 1 ? "byte" : "bytes";
  return { field, type: "Too long", detail: `may not be more than ${bytes} ${unit}` };
}

export function tooMany(field: string, actual: number, most: number): FieldError {
  const unit = most === 1 ? "item" : "items";
  return { field, type: "Too many", detail: `must have at most ${most} ${unit}`, value: actual };
}

export function notFoundField(field: string, value: unknown): FieldError {
  return { field, type: "Not found", detail: "", value };
}

const CAUSES: Readonly<Record<FieldErrorType, string>> = {
  "Required value": "FieldValueRequired",
  "Invalid value": "FieldValueInvalid",
  "Unsupported value": "FieldValueNotSupported",
  "Duplicate value": "FieldValueDuplicate",
  Forbidden: "FieldValueForbidden",
  "Too long": "FieldValueTooLong",
  "Too many": "FieldValueTooMany",
  "Not found": "FieldValueNotFound",
  "Internal error": "InternalError",
};

/** Type, value and detail: what stands behind the field's name. */
export function fieldErrorBody({ type, value, detail, supported }: FieldError): string {
  const shown = value === undefined ? "" : `: ${shownValue(value)}`;
  const choices = supported?.map((choice) => JSON.stringify(choice)).join(", ") ?? "";
  const text = choices === "" ? detail : `supported values: ${choices}`;
  return `${type}${shown}${text === "" ? "" : `: ${text}`}`;
}

/** Go escapes what means something in HTML, but only inside of objects and lists. */
function shownValue(value: unknown): string {
  const text = JSON.stringify(value);
  return typeof value === "object" ? text.replace(/[<>&]/g, (one) => ESCAPES[one] ?? one) : text;
}

const ESCAPES: Readonly<Record<string, string>> = {
  "<": "\\u003c",
  ">": "\\u003e",
  "&": "\\u0026",
};

export function fieldErrorText(error: FieldError): string {
  return `${error.field === "" ? "<nil>" : error.field}: ${fieldErrorBody(error)}`;
}

/** `a` or `[a, b]`, each text once: how Go joins several errors. */
export function aggregate(texts: readonly string[]): string {
  const different = [...new Set(texts)];
  return different.length === 1 ? (different[0] ?? "") : `[${different.join(", ")}]`;
}

/** 422: `Deployment.apps "web" is invalid: …`. */
export function invalidObject(
  { group, kind }: { readonly group: string; readonly kind: string },
  name: string,
  errors: readonly FieldError[],
): ApiError {
  const causes: StatusCause[] = errors.map((error) => ({
    reason: CAUSES[error.type],
    message: fieldErrorBody(error),
    field: error.field === "" ? "<nil>" : error.field,
  }));
  const what = groupResource(group, kind);
  const text = aggregate(errors.map(fieldErrorText));
  const message = `${what} "${name}" is invalid${text === "[]" ? "" : `: ${text}`}`;
  const details = { name, ...(group === "" ? {} : { group }), kind, causes };
  return new ApiError(422, "Invalid", message, details);
}
