/**
 * The one error inside the simulator: it mirrors the Kubernetes Status that a client receives.
 * Thrown by the API server; caught by the controller loop and at the client's edge, nowhere else.
 */

export type StatusReason =
  | "Unauthorized"
  | "Forbidden"
  | "NotFound"
  | "AlreadyExists"
  | "Conflict"
  | "Gone"
  | "Invalid"
  | "Timeout"
  | "TooManyRequests"
  | "BadRequest"
  | "MethodNotAllowed"
  | "NotAcceptable"
  | "RequestEntityTooLarge"
  | "UnsupportedMediaType"
  | "InternalError"
  | "Expired"
  | "ServiceUnavailable"
  | "";

export type StatusCause = {
  readonly reason?: string;
  readonly message?: string;
  readonly field?: string;
};

export type StatusDetails = {
  readonly name?: string;
  readonly group?: string;
  readonly kind?: string;
  readonly uid?: string;
  readonly causes?: readonly StatusCause[];
  readonly retryAfterSeconds?: number;
};

/** `kind: Status` as it stands in a response. */
export type Status = {
  readonly kind: "Status";
  readonly apiVersion: "v1";
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly status: "Success" | "Failure";
  readonly message?: string;
  readonly reason?: StatusReason;
  readonly details?: StatusDetails;
  readonly code?: number;
};

export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly code: number;
  readonly reason: StatusReason;
  readonly details: StatusDetails | undefined;

  constructor(code: number, reason: StatusReason, message: string, details?: StatusDetails) {
    super(message);
    this.code = code;
    this.reason = reason;
    this.details = details;
  }

  toStatus(): Status {
    return {
      kind: "Status",
      apiVersion: "v1",
      metadata: {},
      status: "Failure",
      message: this.message,
      reason: this.reason,
      ...(this.details === undefined ? {} : { details: this.details }),
      code: this.code,
    };
  }
}

/** `pods`, or `deployments.apps`: how messages name a resource. */
export function groupResource(group: string, resource: string): string {
  return group === "" ? resource : `${resource}.${group}`;
}

type Named = { readonly group: string; readonly resource: string };

export function notFound({ group, resource }: Named, name: string): ApiError {
  return new ApiError(404, "NotFound", `${groupResource(group, resource)} "${name}" not found`, {
    name,
    ...(group === "" ? {} : { group }),
    kind: resource,
  });
}

export function alreadyExists(
  { group, resource }: Named,
  name: string,
  isBeingDeleted = false,
): ApiError {
  const going = isBeingDeleted ? "object is being deleted: " : "";
  const message = `${going}${groupResource(group, resource)} "${name}" already exists`;
  const details = { name, ...(group === "" ? {} : { group }), kind: resource };
  return new ApiError(409, "AlreadyExists", message, details);
}

export function conflict({ group, resource }: Named, name: string, why: string): ApiError {
  const what = groupResource(group, resource);
  const message = `Operation cannot be fulfilled on ${what} "${name}": ${why}`;
  const details = { name, ...(group === "" ? {} : { group }), kind: resource };
  return new ApiError(409, "Conflict", message, details);
}

export function forbidden({ group, resource }: Named, name: string, why: string): ApiError {
  const message = `${groupResource(group, resource)} "${name}" is forbidden: ${why}`;
  const details = { name, ...(group === "" ? {} : { group }), kind: resource };
  return new ApiError(403, "Forbidden", message, details);
}

export function badRequest(message: string): ApiError {
  return new ApiError(400, "BadRequest", message);
}
