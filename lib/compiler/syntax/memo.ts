/** Answers of a pure function of one text, kept for a while: many rules ask about the same text. */
const KEPT_MAX = 4_000;

export function remembered<Answer>(answer: (text: string) => Answer): (text: string) => Answer {
  let kept = new Map<string, Answer>();
  return (text) => {
    const before = kept.get(text);
    if (before !== undefined || kept.has(text)) return before as Answer;
    const found = answer(text);
    if (kept.size >= KEPT_MAX) kept = new Map();
    kept.set(text, found);
    return found;
  };
}
