/** Text as Go's `%q` writes it. */
import { expect, test } from "vitest";
import { goQuote } from "./go-quote.ts";

test.each([
  { name: "plain", text: "spec.replica", quoted: '"spec.replica"' },
  { name: "letters of other alphabets stay", text: "größe", quoted: '"größe"' },
  { name: "a space that does not break", text: "\u00a0a", quoted: '"\\u00a0a"' },
  { name: "quotes and backslashes", text: 'a"\\', quoted: '"a\\"\\\\"' },
  { name: "control characters", text: "\n\t\x01\x7f", quoted: '"\\n\\t\\x01\\x7f"' },
  { name: "beyond the first plane", text: "😀\u{e0001}", quoted: '"😀\\U000e0001"' },
])("$name", ({ text, quoted }) => {
  expect(goQuote(text)).toBe(quoted);
});
