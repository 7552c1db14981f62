import { describe, expect, test } from "vitest";
import { readManifest } from "#lib/manifest";
import { lineOf, lineOfRefusal } from "./locate.ts";

const { documents } = readManifest(`apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector: {app: web}
---
kind: Pod
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 2
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
spec:
  replicas: none
`);

describe("the line of a criterion's field", () => {
  test.each([
    ["of the object with this name", { kind: "Deployment", name: "api" }, "spec.replicas", 22],
    ["of the first of the kind without one", { kind: "Deployment" }, "spec.replicas", 15],
    ["the nearest part that was written", { kind: "Service", name: "web" }, "spec.ports", 5],
    ["of a document without metadata", { kind: "Pod" }, "kind", 8],
    ["none for an object of another name", { kind: "Pod", name: "web" }, "spec", undefined],
    ["none for a kind that was not submitted", { kind: "Job" }, "spec", undefined],
  ] as const)("%s", (_, { kind, ...metadata }, path, line) => {
    expect(lineOf({ apiVersion: "v1", kind, metadata }, path, documents)).toBe(line);
  });
});

describe("the line that a refusal speaks of", () => {
  test.each([
    ["YAML's own line", "error: error parsing STDIN: yaml: line 4: mapping values", 4],
    [
      "an unknown field",
      'Error from server: strict decoding error: unknown field "spec.replicas"',
      15,
    ],
    [
      "an invalid field of the document that is named",
      'The Deployment "api" is invalid: spec.replicas: Invalid value: "none"',
      22,
    ],
    [
      "several invalid fields: the first",
      'The Deployment "api" is invalid: [metadata.name: Required value, spec: x]',
      20,
    ],
    [
      "a field of Go",
      'Deployment in version "v1" cannot be handled: json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32',
      5,
    ],
    [
      "a refusal without a field",
      'Error from server (NotFound): namespaces "x" not found',
      undefined,
    ],
  ])("%s", (_, stderr, line) => {
    const named = stderr.startsWith("Error from server: strict") ? documents.slice(2) : documents;
    expect(lineOfRefusal(stderr, named)).toBe(line);
  });

  test("nothing was submitted as YAML", () => {
    expect(lineOfRefusal('unknown field "spec.x"', [])).toBeUndefined();
  });
});
