/**
 * Kubernetes' own functions in expressions, besides those of the language: lists, regular
 * expressions, quantities, addresses, texts.
 * https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-cel-libraries
 *
 * Not simulated: URLs' parts, semver, formats, authorizer checks.
 */
import type { Environment } from "@marcbachmann/cel-js";
import { isIp, isPrefix } from "./address.ts";
import { CelQuantity, parseCelQuantity } from "./quantity.ts";

type Handler = (...values: never[]) => unknown;

const less = (a: unknown, b: unknown) => (a as number) < (b as number);

const FUNCTIONS: Readonly<Record<string, Handler>> = {
  "string.find(string): string": (text: string, pattern: string) =>
    new RegExp(pattern, "u").exec(text)?.[0] ?? "",
  "string.findAll(string): list": (text: string, pattern: string) =>
    text.match(new RegExp(pattern, "gu")) ?? [],
  "string.findAll(string, int): list": (text: string, pattern: string, most: bigint) =>
    (text.match(new RegExp(pattern, "gu")) ?? []).slice(0, most < 0n ? undefined : Number(most)),
  "list.isSorted(): bool": (list: readonly unknown[]) =>
    list.every((item, i) => i === 0 || !less(item, list[i - 1])),
  "list.sum(): dyn": (list: readonly (bigint | number)[]) =>
    list.length === 0 ? 0n : list.reduce((a, b) => ((a as number) + (b as number)) as number),
  "list.min(): dyn": (list: readonly unknown[]) =>
    nonEmpty(list, "min").reduce((a, b) => (less(b, a) ? b : a)),
  "list.max(): dyn": (list: readonly unknown[]) =>
    nonEmpty(list, "max").reduce((a, b) => (less(a, b) ? b : a)),
  "list.indexOf(dyn): int": (list: readonly unknown[], item: unknown) => BigInt(list.indexOf(item)),
  "list.lastIndexOf(dyn): int": (list: readonly unknown[], item: unknown) =>
    BigInt(list.lastIndexOf(item)),
  "string.charAt(int): string": (text: string, at: bigint) => text.charAt(Number(at)),
  "string.lastIndexOf(string): int": (text: string, part: string) => BigInt(text.lastIndexOf(part)),
  "string.indexOf(string): int": (text: string, part: string) => BigInt(text.indexOf(part)),
  "string.indexOf(string, int): int": (text: string, part: string, from: bigint) =>
    BigInt(text.indexOf(part, Number(from))),
  "string.upperAscii(): string": (text: string) => text.toUpperCase(),
  "string.lowerAscii(): string": (text: string) => text.toLowerCase(),
  "string.trim(): string": (text: string) => text.trim(),
  "string.reverse(): string": (text: string) => [...text].reverse().join(""),
  "string.replace(string, string): string": (text: string, from: string, to: string) =>
    text.replaceAll(from, () => to),
  "string.replace(string, string, int): string": (
    text: string,
    from: string,
    to: string,
    most: bigint,
  ) => replaceSome(text, from, to, Number(most)),
  "list.join(): string": (list: readonly string[]) => list.join(""),
  "list.join(string): string": (list: readonly string[], by: string) => list.join(by),
  "isQuantity(string): bool": (text: string) => parseCelQuantity(text) !== undefined,
  "quantity(string): kubernetes.Quantity": (text: string) => {
    const quantity = parseCelQuantity(text);
    if (quantity !== undefined) return quantity;
    throw new Error(
      "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
    );
  },
  "kubernetes.Quantity.compareTo(kubernetes.Quantity): int": (a: CelQuantity, b: CelQuantity) =>
    BigInt(Math.sign(a.value - b.value)),
  "kubernetes.Quantity.isLessThan(kubernetes.Quantity): bool": (a: CelQuantity, b: CelQuantity) =>
    a.value < b.value,
  "kubernetes.Quantity.isGreaterThan(kubernetes.Quantity): bool": (
    a: CelQuantity,
    b: CelQuantity,
  ) => a.value > b.value,
  "kubernetes.Quantity.add(kubernetes.Quantity): kubernetes.Quantity": (
    a: CelQuantity,
    b: CelQuantity,
  ) => new CelQuantity(a.value + b.value),
  "kubernetes.Quantity.sub(kubernetes.Quantity): kubernetes.Quantity": (
    a: CelQuantity,
    b: CelQuantity,
  ) => new CelQuantity(a.value - b.value),
  "kubernetes.Quantity.sign(): int": (a: CelQuantity) => BigInt(Math.sign(a.value)),
  "kubernetes.Quantity.isInteger(): bool": (a: CelQuantity) => Number.isSafeInteger(a.value),
  "kubernetes.Quantity.asInteger(): int": (a: CelQuantity) => BigInt(Math.trunc(a.value)),
  "kubernetes.Quantity.asApproximateFloat(): double": (a: CelQuantity) => a.value,
  "isIP(string): bool": isIp,
  "isCIDR(string): bool": isPrefix,
  "isURL(string): bool": (text: string) => /^([a-z][a-z0-9+.-]*:\/\/|\/)/i.test(text),
};

export function addLibrary(environment: Environment): void {
  environment.registerType("kubernetes.Quantity", CelQuantity);
  for (const [signature, handler] of Object.entries(FUNCTIONS)) {
    // What the language has already is as good.
    try {
      environment.registerFunction(signature, handler as (...values: unknown[]) => unknown);
    } catch {}
  }
}

function nonEmpty(list: readonly unknown[], name: string): readonly unknown[] {
  if (list.length > 0) return list;
  throw new Error(`${name} called on empty list`);
}

function replaceSome(text: string, from: string, to: string, most: number): string {
  if (most < 0) return text.replaceAll(from, () => to);
  let rest = text;
  let done = "";
  for (let i = 0; i < most; i++) {
    const at = rest.indexOf(from);
    if (at < 0) break;
    done += rest.slice(0, at) + to;
    rest = rest.slice(at + from.length);
  }
  return done + rest;
}
