/**
 * Kubernetes' own functions in expressions, besides those of the language: lists, regular
 * expressions, quantities, texts; what has a type of its own has a file in library/.
 * https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-cel-libraries
 */
import type { Environment } from "@marcbachmann/cel-js";
import { ADDRESS_FUNCTIONS, CelCidr, CelIp } from "./library/address.ts";
import { AUTHORIZER_FUNCTIONS, AUTHORIZER_TYPES } from "./library/authorizer.ts";
import { CelFormat, FORMAT_FUNCTIONS, FormatNamespace } from "./library/format.ts";
import type { Handlers } from "./library/handler.ts";
import { LIST_FUNCTIONS } from "./library/list.ts";
import { OPTIONAL_FUNCTIONS } from "./library/optional.ts";
import { CelSemver, SEMVER_FUNCTIONS } from "./library/semver.ts";
import { SET_FUNCTIONS, SetNamespace } from "./library/set.ts";
import { formatted } from "./library/text-format.ts";
import { CelUrl, URL_FUNCTIONS } from "./library/url.ts";
import { CelQuantity, parseCelQuantity } from "./quantity.ts";

const FUNCTIONS: Handlers = {
  "string.format(list): string": (text: string, values: readonly unknown[]) =>
    formatted(text, values),
  "string.find(string): string": (text: string, pattern: string) =>
    new RegExp(pattern, "u").exec(text)?.[0] ?? "",
  "string.findAll(string): list": (text: string, pattern: string) =>
    text.match(new RegExp(pattern, "gu")) ?? [],
  "string.findAll(string, int): list": (text: string, pattern: string, most: bigint) =>
    (text.match(new RegExp(pattern, "gu")) ?? []).slice(0, most < 0n ? undefined : Number(most)),
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
  "kubernetes.Quantity.add(int): kubernetes.Quantity": (a: CelQuantity, b: bigint) =>
    new CelQuantity(a.value + Number(b)),
  "kubernetes.Quantity.sub(int): kubernetes.Quantity": (a: CelQuantity, b: bigint) =>
    new CelQuantity(a.value - Number(b)),
};

const TYPES = {
  "kubernetes.Quantity": CelQuantity,
  "kubernetes.URL": CelUrl,
  "kubernetes.Semver": CelSemver,
  "kubernetes.NamedFormat": CelFormat,
  "net.IP": CelIp,
  "net.CIDR": CelCidr,
  ...AUTHORIZER_TYPES,
};

const NAMESPACES = { format: FormatNamespace, sets: SetNamespace };

export function addLibrary(environment: Environment): void {
  for (const [name, type] of Object.entries(TYPES)) environment.registerType(name, type);
  for (const [name, type] of Object.entries(NAMESPACES)) {
    environment.registerType(`${name}Namespace`, type);
    environment.registerConstant(name, `${name}Namespace`, new type());
  }
  const all: Handlers = {
    ...FUNCTIONS,
    ...ADDRESS_FUNCTIONS,
    ...AUTHORIZER_FUNCTIONS,
    ...FORMAT_FUNCTIONS,
    ...LIST_FUNCTIONS,
    ...OPTIONAL_FUNCTIONS,
    ...SEMVER_FUNCTIONS,
    ...SET_FUNCTIONS,
    ...URL_FUNCTIONS,
  };
  for (const [signature, handler] of Object.entries(all)) {
    // What the language has already is as good.
    try {
      environment.registerFunction(signature, handler as (...values: unknown[]) => unknown);
    } catch {}
  }
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
