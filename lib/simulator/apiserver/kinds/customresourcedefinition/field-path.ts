/** Whether the path that a rule blames leads to a field of its schema. */
import { isObject, type Schema } from "../../custom/schema.ts";

const STEP = /^(?:\.([A-Za-z_][\w-]*)|\['((?:[^'\\]|\\.)*)'\])/;
const WHY = "must be a valid path";

/** Undefined if it does. */
export function fieldPathFault(path: string, schema: Schema): string | undefined {
  let rest = path;
  let at: Schema | undefined = schema;
  while (rest !== "") {
    const step = STEP.exec(rest);
    if (step === null || at === undefined) return WHY;
    const name: string = step[1] ?? step[2] ?? "";
    const { additionalProperties: others, properties }: Schema = at;
    at = properties?.[name] ?? (isObject(others) ? (others as Schema) : undefined);
    if (at === undefined) return WHY;
    rest = rest.slice(step[0].length);
  }
  return undefined;
}
