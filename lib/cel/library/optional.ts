/** Optionals that are empty where a value is the empty one of its type. */
import { Optional } from "@marcbachmann/cel-js";
import type { Handlers } from "./handler.ts";

export const OPTIONAL_FUNCTIONS: Handlers = {
  "OptionalNamespace.ofNonZeroValue(dyn): optional<dyn>": (_optional: unknown, value: unknown) =>
    isEmpty(value) ? Optional.none() : Optional.of(value),
};

function isEmpty(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return !value;
  return Object.keys(value).length === 0;
}
