/** What an operator gives for the types on its two sides; undefined where it takes no such pair. */
import { BOOL, type CelType, DURATION, isAssignable, isDyn, TIMESTAMP, typeText } from "./type.ts";

const COMPARISONS: ReadonlySet<string> = new Set(["<", "<=", ">", ">="]);
const ADDED = ["int", "uint", "double", "string", "bytes", "duration"];
const COMPARED = [...ADDED, "bool", "timestamp"];

export function operatorType(op: string, left: CelType, right: CelType): CelType | undefined {
  const same = isAssignable(left, right);
  const known = typeText(isDyn(left) ? right : left);
  if (op === "&&" || op === "||") {
    return isAssignable(left, BOOL) && isAssignable(right, BOOL) ? BOOL : undefined;
  }
  if (op === "==" || op === "!=") return same || isNullable(left, right) ? BOOL : undefined;
  if (op === "in") return membership(left, right);
  if (COMPARISONS.has(op)) {
    const numbers = ["int", "uint", "double"];
    const numeric = numbers.includes(typeText(left)) && numbers.includes(typeText(right));
    return numeric || (same && (known === "dyn" || COMPARED.includes(known))) ? BOOL : undefined;
  }
  if (op === "+" && left.kind === "list" && right.kind === "list") return left;
  const times = op === "+" || op === "-";
  if (times && isTime(left) && isTime(right)) return timeType(op, left, right);
  const allowed = op === "+" ? ADDED : ["int", "uint", "double"];
  if (!same || !(known === "dyn" || allowed.includes(known) || /^list/.test(known))) {
    return undefined;
  }
  return isDyn(left) ? right : left;
}

const isTime = (type: CelType) => /^(timestamp|duration)$/.test(typeText(type));

function timeType(op: string, left: CelType, right: CelType): CelType | undefined {
  const [a, b] = [typeText(left), typeText(right)];
  if (a === b) return a === "timestamp" && op === "+" ? undefined : DURATION;
  return op === "-" && a === "duration" ? undefined : TIMESTAMP;
}

function isNullable(left: CelType, right: CelType): boolean {
  const texts = [typeText(left), typeText(right)];
  return texts.includes("null_type") && [left, right].some(({ kind }) => kind !== "scalar");
}

function membership(item: CelType, holder: CelType): CelType | undefined {
  if (isDyn(holder) || holder.kind === "object") return BOOL;
  if (holder.kind === "list") return isAssignable(item, holder.item) ? BOOL : undefined;
  if (holder.kind === "map") return isAssignable(item, holder.key) ? BOOL : undefined;
  return undefined;
}
