/** Kinds without a describer of their own: every field with its name in words. */
import { goValue } from "../text/go-value.ts";
import { type Describe, type Fields, fieldsOf } from "./describer.ts";
import { writeEvents } from "./events.ts";
import { writeAnnotations, writeLabels } from "./metadata.ts";
import type { DescribeWriter } from "./writer.ts";

const SKIPPED = new Set([
  ".metadata.managedFields",
  ".metadata.name",
  ".metadata.namespace",
  ".metadata.labels",
  ".metadata.annotations",
]);

export function describeGeneric(run: Describe): void {
  const { object, out } = run;
  out.line(0, `Name:\t${object.metadata.name}`);
  out.line(0, `Namespace:\t${object.metadata.namespace ?? ""}`);
  writeLabels(out, "Labels", object.metadata.labels);
  writeAnnotations(out, "Annotations", object.metadata.annotations);
  writeFields(out, 0, fieldsOf(object), "");
  writeEvents(run);
}

function writeFields(out: DescribeWriter, level: number, fields: Fields, path: string): void {
  for (const name of Object.keys(fields).sort()) {
    const value = fields[name];
    const own = `${path}.${name}`;
    if (value === undefined || SKIPPED.has(own)) continue;
    const label = labelFor(name);
    if (Array.isArray(value)) {
      out.line(level, `${label}:`);
      for (const item of value) {
        if (typeof item === "object" && item !== null && !Array.isArray(item)) {
          writeFields(out, level + 1, fieldsOf(item), own);
        } else out.line(level + 1, goValue(item));
      }
    } else if (typeof value === "object" && value !== null) {
      out.line(level, `${label}:`);
      writeFields(out, level + 1, fieldsOf(value), own);
    } else out.line(level, `${label}:\t${goValue(value)}`);
  }
}

const CAPITALS = new Set(["API", "URL", "UID", "OSB", "GUID"]);

/** `apiVersion` → `API Version`; names with more than letters and dashes stay. */
function labelFor(name: string): string {
  if (!/^[A-Za-z-]+$/.test(name)) return name;
  const words = name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|-+/g) ?? [name];
  return words
    .map((word) => {
      const capital = word.toUpperCase();
      if (CAPITALS.has(capital)) return capital;
      return `${capital.slice(0, 1)}${word.slice(1)}`;
    })
    .join(" ");
}
