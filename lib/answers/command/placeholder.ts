/**
 * Words that stand for something the learner chooses: `<pod>`, `POD`, `POD_NAME`, `$POD`, `Pod名`.
 * They match any word, also as a part: `deployment/<name>`, `app=<value>`.
 */

const WHOLE =
  /^(<[^<>]+>|\$\{?\w+\}?|\{[^{}]+\}|\[[^[\]]+\]|\.\.\.|…|[A-Z][A-Z0-9]*(?:[_-][A-Z0-9]+)*)$/;
const JAPANESE = /[\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Han}]/u;
/** Before an equals sign, only these capitals stand for something else. */
const NAMES: ReadonlySet<string> = new Set(["KEY", "NAME", "LABEL", "CONTAINER", "VAR"]);
const PARTS = /(<[^<>]+>|[=/:,@]|\.\.)/;

function isPlaceholder(word: string): boolean {
  return (WHOLE.test(word) && !/^[A-Z]$/.test(word)) || JAPANESE.test(word);
}

/** Whether a word is a placeholder or has one as a part. */
export function holdsPlaceholder(word: string): boolean {
  return isPlaceholder(word) || splitWord(word).some(({ open }) => open);
}

/** Whether a typed word is the expected one, or fits its placeholders. */
export function matchesWord(expected: string, typed: string): boolean {
  if (expected === typed) return true;
  if (isPlaceholder(expected)) return typed !== "";
  if (!holdsPlaceholder(expected)) return false;
  const pattern = splitWord(expected).map(({ text, open }) =>
    open ? "[^=,]+" : escapePattern(text),
  );
  return new RegExp(`^${pattern.join("")}$`, "s").test(typed);
}

type Part = { readonly text: string; readonly open: boolean };

/** `LOG_LEVEL=<level>`: the name of a variable is itself, what it is set to may be open. */
function splitWord(word: string): readonly Part[] {
  const texts = word.split(PARTS).filter((text) => text !== "");
  return texts.map((text, i) => {
    const isName = texts[i + 1] === "=" && /^[A-Z]/.test(text) && !NAMES.has(text);
    return { text, open: isPlaceholder(text) && !isName };
  });
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}
