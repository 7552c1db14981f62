/** Rules for probes and lifecycle hooks. */
import {
  type FieldError,
  forbiddenField,
  invalid,
  notSupported,
  required,
} from "../../api/field-error.ts";
import type { IntOrString } from "../../api/int-or-string.ts";
import { headerNameFaults, portNameFaults, portNumberFaults } from "../../api/name-rule.ts";
import type {
  HTTPGetAction,
  Lifecycle,
  LifecycleHandler,
  Probe,
} from "../../api/types.generated.ts";

type Handler = Pick<Probe, "exec" | "httpGet" | "tcpSocket" | "grpc"> &
  Pick<LifecycleHandler, "sleep">;

const NUMBERS = [
  "initialDelaySeconds",
  "timeoutSeconds",
  "periodSeconds",
  "successThreshold",
  "failureThreshold",
] as const;

const NEGATIVE = "must be greater than or equal to 0";

export function checkLivenessProbe(
  probe: Probe | undefined,
  grace: number,
  field: string,
  errors: FieldError[],
): void {
  if (probe === undefined) return;
  checkProbe(probe, grace, field, errors);
  if ((probe.successThreshold ?? 1) !== 1) {
    errors.push(invalid(`${field}.successThreshold`, probe.successThreshold, "must be 1"));
  }
}

export function checkReadinessProbe(
  probe: Probe | undefined,
  grace: number,
  field: string,
  errors: FieldError[],
): void {
  if (probe === undefined) return;
  checkProbe(probe, grace, field, errors);
  const own = probe.terminationGracePeriodSeconds;
  if (own !== undefined) {
    const why = "must not be set for readinessProbes";
    errors.push(invalid(`${field}.terminationGracePeriodSeconds`, own, why));
  }
}

function checkProbe(probe: Probe, grace: number, field: string, errors: FieldError[]): void {
  checkHandler(probe, grace, field, errors);
  for (const name of NUMBERS) {
    const value = probe[name];
    if (value !== undefined && value < 0) errors.push(invalid(`${field}.${name}`, value, NEGATIVE));
  }
  const own = probe.terminationGracePeriodSeconds;
  if (own !== undefined && own <= 0) {
    errors.push(invalid(`${field}.terminationGracePeriodSeconds`, own, "must be greater than 0"));
  }
}

export function checkLifecycle(
  { postStart, preStop }: Lifecycle,
  grace: number,
  field: string,
  errors: FieldError[],
): void {
  if (postStart !== undefined) checkHandler(postStart, grace, `${field}.postStart`, errors);
  if (preStop !== undefined) checkHandler(preStop, grace, `${field}.preStop`, errors);
}

function checkHandler(handler: Handler, grace: number, field: string, errors: FieldError[]): void {
  let count = 0;
  const alone = (name: string) => {
    count += 1;
    if (count === 1) return true;
    errors.push(forbiddenField(`${field}.${name}`, "may not specify more than 1 handler type"));
    return false;
  };
  const { exec, httpGet, tcpSocket, grpc, sleep } = handler;
  if (exec !== undefined && alone("exec") && (exec.command ?? []).length === 0) {
    errors.push(required(`${field}.exec.command`));
  }
  if (httpGet !== undefined && alone("httpGet")) checkHttp(httpGet, `${field}.httpGet`, errors);
  if (tcpSocket !== undefined && alone("tcpSocket")) {
    checkPort(tcpSocket.port, `${field}.tcpSocket.port`, errors);
  }
  if (grpc !== undefined && alone("grpc")) checkPort(grpc.port, `${field}.grpc.port`, errors);
  if (sleep !== undefined && alone("sleep") && (sleep.seconds < 0 || sleep.seconds > grace)) {
    const why = `must be non-negative and less than terminationGracePeriodSeconds (${grace})`;
    errors.push(invalid(`${field}.sleep`, sleep.seconds, why));
  }
  if (count === 0) errors.push(required(field, "must specify a handler type"));
}

function checkHttp(action: HTTPGetAction, field: string, errors: FieldError[]): void {
  checkPort(action.port, `${field}.port`, errors);
  const scheme = action.scheme ?? "HTTP";
  if (scheme !== "HTTP" && scheme !== "HTTPS") {
    errors.push(notSupported(`${field}.scheme`, scheme, ["HTTP", "HTTPS"]));
  }
  for (const { name } of action.httpHeaders ?? []) {
    for (const fault of headerNameFaults(name))
      errors.push(invalid(`${field}.httpHeaders`, name, fault));
  }
}

/** A number, or the name of a port. Nothing at all counts as 0. */
export function checkPort(
  port: IntOrString | undefined,
  field: string,
  errors: FieldError[],
): void {
  const faults = typeof port === "string" ? portNameFaults(port) : portNumberFaults(port ?? 0);
  for (const fault of faults) errors.push(invalid(field, port ?? 0, fault));
}
