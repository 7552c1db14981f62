/** A container's environment: plain values, and where the others come from. */
import type { Container } from "../resource/pod-template.ts";
import { goValue } from "../text/go-value.ts";
import { quantityValue } from "../text/quantity.ts";
import { type Fields, fieldsOf } from "./describer.ts";
import type { DescribeWriter } from "./writer.ts";

export function writeEnvironment(
  out: DescribeWriter,
  container: Container,
  pod: Fields | undefined,
): void {
  const sources = (container.envFrom ?? []) as readonly Fields[];
  if (sources.length > 0) writeEnvFrom(out, sources);
  const variables = container.env ?? [];
  out.line(2, `Environment:${variables.length === 0 ? "\t<none>" : ""}`);
  for (const { name, value = "", valueFrom } of variables) {
    if (valueFrom !== undefined) {
      out.line(3, `${name}:\t${referenceText(fieldsOf(valueFrom), container, pod)}`);
      continue;
    }
    const [first = "", ...rest] = value.split("\n");
    out.line(3, `${name}:\t${first}`);
    for (const line of rest) out.line(3, `\t${line}`);
  }
}

function writeEnvFrom(out: DescribeWriter, sources: readonly Fields[]): void {
  out.line(2, "Environment Variables from:");
  for (const { configMapRef, secretRef, prefix } of sources) {
    const kind = configMapRef === undefined ? "Secret" : "ConfigMap";
    const { name, optional = false } = fieldsOf(configMapRef ?? secretRef);
    const from =
      typeof prefix === "string" && prefix !== "" ? `${kind} with prefix '${prefix}'` : kind;
    out.line(3, `${goValue(name)}\t${from}\tOptional: ${goValue(optional)}`);
  }
}

function referenceText(from: Fields, container: Container, pod: Fields | undefined): string {
  if (from.fieldRef !== undefined) {
    const { apiVersion = "v1", fieldPath } = fieldsOf(from.fieldRef);
    const value = pod === undefined ? "" : podField(pod, String(fieldPath));
    return `${value} (${goValue(apiVersion)}:${goValue(fieldPath)})`;
  }
  if (from.resourceFieldRef !== undefined) {
    const reference = fieldsOf(from.resourceFieldRef);
    return `${resourceText(reference, container)} (${goValue(reference.resource)})`;
  }
  const { key, name, optional = false } = fieldsOf(from.secretKeyRef ?? from.configMapKeyRef);
  const where = from.secretKeyRef === undefined ? "of config map" : "in secret";
  return `<set to the key '${goValue(key)}' ${where} '${goValue(name)}'>\tOptional: ${goValue(optional)}`;
}

const OWN_FIELDS = new Set(["name", "namespace", "uid"]);

/** kubectl itself works out the plain fields of the metadata only. */
function podField(pod: Fields, path: string): string {
  const field = /^metadata\.(\w+)$/.exec(path)?.[1] ?? "";
  if (!OWN_FIELDS.has(field)) return "";
  return String(fieldsOf(pod.metadata)[field] ?? "");
}

/** The amount in units of the divisor, rounded up. */
function resourceText(reference: Fields, container: Container): string {
  const [kind = "", ...rest] = String(reference.resource).split(".");
  const name = rest.join(".");
  const amount = fieldsOf(fieldsOf(container.resources)[kind])[name];
  const value = amount === undefined ? 0 : (quantityValue(String(amount)) ?? 0);
  const asked = String(reference.divisor ?? "0");
  const divisor = quantityValue(asked === "0" ? "1" : asked) ?? 1;
  const units = Math.ceil(value / divisor);
  const unlimited = units === 0 && (name === "cpu" || name === "memory") && kind === "limits";
  return unlimited ? "node allocatable" : String(units);
}
