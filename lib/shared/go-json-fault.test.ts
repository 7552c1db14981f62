/** Texts that are no JSON, with what Go's decoder says of them and where. */
import { expect, test } from "vitest";
import { goJsonFault } from "./go-json-fault.ts";

test.each([
  { text: '{"a": [1, true, null, "x"]}', message: undefined, offset: undefined },
  { text: '{"a":', message: "unexpected end of JSON input", offset: 5 },
  {
    text: "{a: 1}",
    message: "invalid character 'a' looking for beginning of object key string",
    offset: 2,
  },
  { text: '{"a" 1}', message: "invalid character '1' after object key", offset: 6 },
  {
    text: '{"a":1 "b":2}',
    message: "invalid character '\"' after object key:value pair",
    offset: 8,
  },
  { text: "[1 2]", message: "invalid character '2' after array element", offset: 4 },
  { text: "[1] x", message: "invalid character 'x' after top-level value", offset: 5 },
  { text: "[tru]", message: "invalid character ']' in literal true (expecting 'e')", offset: 5 },
  { text: '"\\q"', message: "invalid character 'q' in string escape code", offset: 3 },
  { text: '"a\nb"', message: "invalid character '\n' in string literal", offset: 3 },
])("$text", ({ text, message, offset }) => {
  const fault = goJsonFault(text);
  expect(fault?.message).toBe(message);
  expect(fault?.offset).toBe(offset);
});
