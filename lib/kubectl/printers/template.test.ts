/** Go templates and JSONPath over one object, as `-o go-template=` and `-o jsonpath=` print it. */
import { describe, expect, test } from "vitest";
import { JsonPath } from "./jsonpath.ts";
import { runTemplate } from "./template.ts";

const POD = {
  kind: "Pod",
  metadata: { name: "web", labels: { app: "web", tier: "front" } },
  spec: {
    hostNetwork: false,
    containers: [
      { name: "web", image: "shop/web:1", ports: [{ containerPort: 80 }] },
      { name: "log", image: "shop/log:2" },
    ],
  },
  status: { restarts: 3, token: "aGVsbG8=" },
};

describe("Go templates", () => {
  test.each([
    ["a field", "{{.metadata.name}}", "web"],
    ["no such field", "{{.metadata.uid}}", "<no value>"],
    ["a map as Go prints it", "{{.metadata.labels}}", "map[app:web tier:front]"],
    ["text around", "a{{/* not shown */}}b", "ab"],
    ["trimmed spaces", "a  {{- .kind -}}  b", "aPodb"],
    ["range", "{{range .spec.containers}}{{.name}} {{end}}", "web log "],
    [
      "range with index",
      "{{range $i, $c := .spec.containers}}{{$i}}={{$c.name}};{{end}}",
      "0=web;1=log;",
    ],
    [
      "range with one name",
      "{{range $c := .spec.containers}}{{$c.image}},{{end}}",
      "shop/web:1,shop/log:2,",
    ],
    [
      "range over a map, sorted",
      "{{range $k, $v := .metadata.labels}}{{$k}}:{{$v}} {{end}}",
      "app:web tier:front ",
    ],
    ["range over nothing", "{{range .spec.volumes}}x{{else}}none{{end}}", "none"],
    [
      "range in range",
      "{{range .spec.containers}}{{range .ports}}{{.containerPort}}{{end}}.{{end}}",
      "80..",
    ],
    ["if", "{{if .spec.hostNetwork}}host{{else}}own{{end}}", "own"],
    ["else if", '{{if eq .kind "Job"}}a{{else if eq .kind "Pod"}}b{{end}}', "b"],
    ["with", "{{with .metadata}}{{.name}}{{end}}", "web"],
    ["with nothing", "{{with .metadata.annotations}}x{{end}}.", "."],
    ["a variable", "{{$n := .metadata.name}}{{$n}}{{$n}}", "webweb"],
    ["a variable set again", '{{$n := "a"}}{{$n = "b"}}{{$n}}', "b"],
    ["the root from inside", "{{range .spec.containers}}{{$.metadata.name}} {{end}}", "web web "],
    ["a pipe", '{{.status.token | base64decode | printf "%s!"}}', "hello!"],
    ["parentheses", "{{(index .spec.containers 1).name}}", "log"],
    ["index by key", '{{index .metadata.labels "tier"}}', "front"],
    ["index of a scalar", '{{exists .kind "x"}}', "false"],
    ["exists", '{{exists .metadata "labels" "app"}}', "true"],
    ["len", "{{len .spec.containers}}{{len .metadata.labels}}{{len .kind}}", "223"],
    [
      "and, or, not",
      '{{and .kind .status.none}} {{or .status.none "x"}} {{not .kind}}',
      "<no value> x false",
    ],
    ["and of true values", '{{and .kind "b"}} {{or "" 0}}', "b 0"],
    [
      "comparisons",
      "{{lt 1 2}} {{le 2 2}} {{gt 1 2}} {{ge 2 2}} {{ne 1 2}} {{eq 1 2 1}}",
      "true true false true true true",
    ],
    [
      "printf",
      '{{printf "%-6s|%3d|%q|%v%%" .kind .status.restarts .kind true}}',
      'Pod   |  3|"Pod"|true%',
    ],
    ["print and println", '{{print "a" 1}}{{println "b"}}', "a 1b\n"],
    ["a raw string", "{{`a\\n`}}", "a\\n"],
    ["escapes", '{{"a\\n\\"}}"}}', 'a\n"}}'],
    ["nothing", "{{nil}}", "<no value>"],
  ])("%s", (_, template, printed) => {
    expect(runTemplate(template, POD)).toBe(printed);
  });

  test.each([
    ["an action that stays open", "{{.kind", "unclosed action"],
    ["a block that stays open", "{{if .kind}}x", "unexpected EOF"],
    ["an unknown function", "{{shout .kind}}", 'function "shout" not defined'],
    ["a length of a number", "{{len 3}}", "error calling len"],
    ["two types compared", '{{lt 1 "a"}}', "error calling lt: incompatible types for comparison"],
  ])("%s is refused", (_, template, why) => {
    expect(() => runTemplate(template, POD)).toThrow(why);
  });
});

describe("JSONPath", () => {
  test.each([
    ["a field", "{.metadata.name}", "web"],
    ["without braces", ".metadata.name", ".metadata.name"],
    ["the root", "{$.kind}", "Pod"],
    ["text and escapes", '{.kind}{"\\t"}{.metadata.name}{"\\n"}', "Pod\tweb\n"],
    ["all items", "{.spec.containers[*].name}", "web log"],
    ["an index from the end", "{.spec.containers[-1].name}", "log"],
    ["a slice", "{.spec.containers[0:1].name}", "web"],
    ["a slice with a step", "{.spec.containers[::2].name}", "web"],
    ["a union of indices", "{.spec.containers[0,1].image}", "shop/web:1 shop/log:2"],
    ["a union of names", "{.metadata['name','labels']}", 'web {"app":"web","tier":"front"}'],
    ["a quoted name", "{.metadata.labels['app']}", "web"],
    ["a filter", '{.spec.containers[?(@.name=="log")].image}', "shop/log:2"],
    ["a filter by a number", "{.spec.containers[?(@.ports[0].containerPort>=80)].name}", "web"],
    ["a filter by a field's being there", "{.spec.containers[?(@.ports)].name}", "web"],
    ["a filter that none passes", '{.spec.containers[?(@.name!="web")].ports}', ""],
    ["everything below", "{..containerPort}", "80"],
    ["all fields", "{.metadata.labels.*}", "web front"],
    [
      "range",
      '{range .spec.containers[*]}{.name}={.image}{"\\n"}{end}',
      "web=shop/web:1\nlog=shop/log:2\n",
    ],
    ["an object", "{.metadata.labels}", '{"app":"web","tier":"front"}'],
    ["a boolean", "{.spec.hostNetwork}", "false"],
    ["no such field", "{.spec.none}", ""],
  ])("%s", (_, path, printed) => {
    expect(new JsonPath(path, { allowMissingKeys: true }).print(POD)).toBe(printed);
  });

  test.each([
    ["a missing field, when told so", "{.spec.none}", "none is not found"],
    ["an index outside", "{.spec.containers[5]}", "array index out of bounds: index 5, length 2"],
  ])("%s is refused", (_, path, why) => {
    expect(() => new JsonPath(path, { allowMissingKeys: false }).print(POD)).toThrow(why);
  });

  test.each([
    ["an open brace", "{.kind", "unclosed action"],
    ["an end without a range", "{end}", "not in range, nothing to end"],
    ["a name without a dot", "{metadata.name}", "unrecognized identifier metadata"],
    ["an open bracket", "{.spec.containers[0}", "unterminated array"],
    ["an open filter", "{.spec.containers[?(@.name}", "unterminated filter"],
    ["an open quote", '{"a}', "unterminated quoted string"],
  ])("%s is refused", (_, path, why) => {
    expect(() => new JsonPath(path).print(POD)).toThrow(why);
  });
});
