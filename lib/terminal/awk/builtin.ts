/** awk's own functions. */

import { formatted } from "./format.ts";
import { type Expression, type Machine, number, split, text, type Value } from "./machine.ts";

type Builtin = (machine: Machine, args: readonly Expression[], names: readonly string[]) => Value;

const at = (machine: Machine, args: readonly Expression[], i: number): Value =>
  args[i]?.(machine) ?? "";

const plain =
  (work: (...values: readonly string[]) => Value): Builtin =>
  (machine, args) =>
    work(...args.map((one) => text(one(machine))));

const patternOf = (machine: Machine, one: Expression | undefined): RegExp => {
  const { pattern } = (one ?? {}) as { readonly pattern?: string };
  return new RegExp(pattern ?? text(one?.(machine) ?? ""), "g");
};

const substitution =
  (everywhere: boolean): Builtin =>
  (machine, args, names) => {
    const pattern = patternOf(machine, args[0]);
    const to = text(at(machine, args, 1));
    const [name = "", isField] = [names[2], args[2] === undefined || names[2] === "$"];
    const before = args[2] === undefined ? machine.field(0) : text(args[2](machine));
    let count = 0;
    const after = before.replace(pattern, (all) => {
      if (!everywhere && count > 0) return all;
      count += 1;
      return to.replaceAll("&", all);
    });
    if (isField) machine.setField(fieldAt(machine, args[2], before), after);
    else machine.set(name, after);
    return count;
  };

/** Which field a text is taken from: the whole record where none is named. */
function fieldAt(machine: Machine, given: Expression | undefined, value: string): number {
  if (given === undefined) return 0;
  const count = number(machine.get("NF"));
  for (let i = 1; i <= count; i++) if (machine.field(i) === value) return i;
  return 0;
}

export const BUILTINS: Readonly<Record<string, Builtin>> = {
  length: (machine, args, [name = ""]) =>
    args.length === 0
      ? machine.field(0).length
      : (machine.arrays.get(name)?.size ?? text(at(machine, args, 0)).length),
  tolower: plain((one = "") => one.toLowerCase()),
  toupper: plain((one = "") => one.toUpperCase()),
  index: plain((one = "", part = "") => one.indexOf(part) + 1),
  substr: plain((one = "", from = "1", length) => {
    const start = Number(from) - 1;
    const end = length === undefined ? one.length : start + Number(length);
    return one.slice(Math.max(0, start), Math.max(0, end));
  }),
  int: (machine, args) => Math.trunc(number(at(machine, args, 0))),
  sqrt: (machine, args) => Math.sqrt(number(at(machine, args, 0))),
  sprintf: (machine, [format, ...args]) =>
    formatted(
      text(format?.(machine) ?? ""),
      args.map((one) => one(machine)),
    ),
  match: (machine, args) => text(at(machine, args, 0)).search(patternOf(machine, args[1])) + 1,
  split: (machine, args, [, name = ""]) => {
    const by = args[2] === undefined ? text(machine.get("FS")) : text(at(machine, args, 2));
    const parts = split(text(at(machine, args, 0)), by);
    const array = machine.array(name);
    array.clear();
    for (const [i, part] of parts.entries()) array.set(String(i + 1), part);
    return parts.length;
  },
  sub: substitution(false),
  gsub: substitution(true),
};
