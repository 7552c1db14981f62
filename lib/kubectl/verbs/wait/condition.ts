/** What `wait --for` asks: existence, a condition of the status, or a value at a JSONPath. */
import type { KubeObject } from "#lib/simulator";
import { KubectlError } from "../../command/error.ts";
import { relaxedPath } from "../../printers/custom-columns.ts";
import { JsonPath, JsonPathError, printed } from "../../printers/jsonpath.ts";

export type Condition =
  | { readonly kind: "create"; readonly met: (object: KubeObject) => boolean }
  | { readonly kind: "delete" }
  | { readonly kind: "state"; readonly met: (object: KubeObject) => boolean };

export function readCondition(text: string): Condition {
  const lower = text.toLowerCase();
  if (lower === "delete") return { kind: "delete" };
  if (lower === "create") return { kind: "create", met: () => true };
  if (text.startsWith("condition=")) {
    const [name = "", ...value] = text.slice("condition=".length).split("=");
    const wanted = value.length === 0 ? "true" : value.join("=");
    return { kind: "state", met: (object) => hasCondition(object, name, wanted) };
  }
  if (text.startsWith("jsonpath=")) return jsonPathCondition(text.slice("jsonpath=".length));
  throw new KubectlError(`unrecognized condition: ${JSON.stringify(text)}`);
}

type StatusCondition = {
  readonly type?: string;
  readonly status?: string;
  readonly observedGeneration?: number;
};

type Status = {
  readonly conditions?: readonly StatusCondition[];
  readonly observedGeneration?: number;
};

function hasCondition(object: KubeObject, name: string, wanted: string): boolean {
  const status = object.status as Status | undefined;
  const condition = status?.conditions?.find(
    ({ type }) => type?.toLowerCase() === name.toLowerCase(),
  );
  if (condition === undefined) return false;
  // A condition that was found out about an older spec says nothing yet.
  const observed = condition.observedGeneration ?? status?.observedGeneration;
  const generation = object.metadata.generation;
  if (generation !== undefined && observed !== undefined && observed < generation) return false;
  return condition.status?.toLowerCase() === wanted.toLowerCase();
}

function jsonPathCondition(text: string): Condition {
  const parts = splitAtEquals(text);
  if (parts.length > 2) {
    throw new KubectlError(
      "jsonpath wait format must be --for=jsonpath='{.status.readyReplicas}'=3 or " +
        "--for=jsonpath='{.status.readyReplicas}'",
    );
  }
  const [expression = "", value] = parts;
  const path = readPath(relaxedPath(expression));
  const wanted = value?.replace(/^['"]+|['"]+$/g, "");
  if (wanted === "") {
    throw new KubectlError(
      "jsonpath wait has to have a value after equal sign, like " +
        "--for=jsonpath='{.status.readyReplicas}'=3",
    );
  }
  return { kind: "state", met: (object) => matches(path, object, wanted) };
}

function readPath(template: string): JsonPath {
  if (template === "") throw new KubectlError("jsonpath expression cannot be empty");
  try {
    return new JsonPath(template);
  } catch (error) {
    if (!(error instanceof JsonPathError)) throw error;
    throw new KubectlError(error.message);
  }
}

/** At single `=`; `==` belongs to a filter. */
function splitAtEquals(text: string): readonly string[] {
  const parts = [""];
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] ?? "";
    if (char === "=" && text[at + 1] !== "=") parts.push("");
    else {
      parts[parts.length - 1] += char === "=" ? "==" : char;
      if (char === "=") at += 1;
    }
  }
  return parts;
}

function matches(path: JsonPath, object: KubeObject, wanted: string | undefined): boolean {
  try {
    const results = path.find(object).flat();
    const [first] = results;
    if (results.length === 0) return false;
    if (wanted === undefined) return true;
    if (results.length > 1) {
      throw new KubectlError("given jsonpath expression matches more than one value");
    }
    if (typeof first === "object" && first !== null) {
      const what = Array.isArray(first) ? "list" : "map";
      throw new KubectlError(
        `jsonpath leads to a nested object or list which is not comparable to value: ${what}`,
      );
    }
    return printed(first).trim() === wanted.trim();
  } catch (error) {
    // A list that is still too short: not yet.
    if (error instanceof JsonPathError) return false;
    throw error;
  }
}
