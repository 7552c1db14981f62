/** Labels, annotations, taints and tolerations as `describe` lists them: one a line, sorted. */
import { LAST_APPLIED } from "../patch/last-applied.ts";
import type { DescribeWriter } from "./writer.ts";

type Texts = Readonly<Record<string, string>> | undefined;

/** `title:` and the first line beside it, the others below. */
function multiline(out: DescribeWriter, title: string, lines: readonly string[]): void {
  const [first = "<none>", ...rest] = lines;
  out.line(0, `${title}:\t${first}`);
  for (const line of rest) out.line(0, `\t${line}`);
}

export function writeLabels(out: DescribeWriter, title: string, labels: Texts): void {
  const names = Object.keys(labels ?? {}).sort();
  multiline(
    out,
    title,
    names.map((name) => `${name}=${labels?.[name] ?? ""}`),
  );
}

const ANNOTATION_WIDTH = 140;

export function writeAnnotations(out: DescribeWriter, title: string, annotations: Texts): void {
  const names = Object.keys(annotations ?? {})
    .filter((name) => name !== LAST_APPLIED)
    .sort();
  const lines = names.flatMap((name) => {
    const value = (annotations?.[name] ?? "").replace(/\n$/, "");
    if (value.length + name.length + 2 <= ANNOTATION_WIDTH && !value.includes("\n")) {
      return [`${name}: ${value}`];
    }
    const limit = ANNOTATION_WIDTH - 2;
    const parts = value
      .split("\n")
      .map((part) => (part.length > limit ? `${part.slice(0, limit)}...` : part));
    return [`${name}:`, ...parts.map((part) => `  ${part}`)];
  });
  multiline(out, title, lines);
}

export type Taint = { readonly key: string; readonly value?: string; readonly effect: string };

export function taintText({ key, value, effect }: Taint): string {
  return value === undefined || value === "" ? `${key}:${effect}` : `${key}=${value}:${effect}`;
}

export function writeTaints(out: DescribeWriter, taints: readonly Taint[] | undefined): void {
  const order = (taint: Taint) => `${taint.effect},${taint.key}`;
  const sorted = [...(taints ?? [])].sort((a, b) => (order(a) < order(b) ? -1 : 1));
  multiline(out, "Taints", sorted.map(taintText));
}

export type Toleration = {
  readonly key?: string;
  readonly value?: string;
  readonly effect?: string;
  readonly operator?: string;
  readonly tolerationSeconds?: number;
};

export function writeTolerations(
  out: DescribeWriter,
  title: string,
  tolerations: readonly Toleration[] | undefined,
): void {
  const sorted = [...(tolerations ?? [])].sort((a, b) => compare(a.key ?? "", b.key ?? ""));
  multiline(out, title, sorted.map(tolerationText));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function tolerationText(toleration: Toleration): string {
  const { key = "", value = "", effect = "", operator, tolerationSeconds } = toleration;
  let text = key;
  if (value !== "") text += `=${value}`;
  if (effect !== "") text += `:${effect}`;
  if (operator === "Exists" && value === "") text += text === "" ? "op=Exists" : " op=Exists";
  if (tolerationSeconds !== undefined) text += ` for ${tolerationSeconds}s`;
  return text;
}
