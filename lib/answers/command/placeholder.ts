/**
 * Words that stand for something the learner chooses: `<pod>`, `POD`, `POD_NAME`, `$POD`, `Pod名`.
 * They match any word, also as a part: `deployment/<name>`, `app=<value>`.
 */

const WHOLE =
  /^(<[^<>]+>|\$\{?\w+\}?|\{[^{}]+\}|\[[^[\]]+\]|\.\.\.|…|[A-Z][A-Z0-9]*(?:[_-][A-Z0-9]+)*)$/;
const JAPANESE = /[\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Han}]/u;
const PARTS = /(<[^<>]+>|[=/:,@]|\.\.)/;

export function isPlaceholder(word: string): boolean {
  return (WHOLE.test(word) && !/^[A-Z]$/.test(word)) || JAPANESE.test(word);
}

/** Whether a typed word is the expected one, or fits its placeholders. */
export function matchesWord(expected: string, typed: string): boolean {
  if (expected === typed) return true;
  if (isPlaceholder(expected)) return typed !== "";
  const parts = expected.split(PARTS).filter((part) => part !== "");
  if (!parts.some(isPlaceholder)) return false;
  const pattern = parts.map((part) => (isPlaceholder(part) ? "[^=,]+" : escapePattern(part)));
  return new RegExp(`^${pattern.join("")}$`, "s").test(typed);
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}
