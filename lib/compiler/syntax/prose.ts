/**
 * Tells sentences from code: notes indent explanations by four spaces and mean prose, where
 * Markdown reads code.
 */

const KANA = /[\u3040-\u30ff]/;
const JAPANESE = /[\u3040-\u30ff\u3400-\u9fff]/;
const COMMAND_START =
  /^\s*(?:[$#>]\s|kubectl\b|docker\b|helm\b|sudo\b|curl\b|cd\b|export\b|apt|minikube\b|apiVersion:|kind:|-\s|\{|\}|\[|<)/;

export function hasJapanese(text: string): boolean {
  return JAPANESE.test(text);
}

function isEnglishProse(line: string): boolean {
  const words = line.trim().split(/\s+/);
  if (words.length < 5) return false;
  const plain = words.filter((word) =>
    /^["'(]?[A-Za-z][A-Za-z'’-]*[.,;:!?)"']*$/.test(word),
  ).length;
  return plain / words.length >= 0.8 && /[.!?:]$/.test(line.trim());
}

function isJapaneseProse(line: string): boolean {
  return KANA.test(line) && (/[。．！？）」]$/.test(line.trim()) || JAPANESE.test(line.slice(-3)));
}

/** Whether every line of an indented block reads as prose. */
export function isProse(text: string): boolean {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  if (lines.some((line) => COMMAND_START.test(line))) return false;
  if (lines.some((line) => /^\s*[\w./-]+:\s/.test(line) && !KANA.test(line))) return false;
  return lines.every((line) => isJapaneseProse(line)) || isEnglishProse(lines.join(" "));
}
