/**
 * The kinds of change that writers make to their notes: words, order, numbering, marks, facts that
 * come and go. A change that finds nothing to work on leaves the note as it is.
 */

export type DraftLine = {
  readonly text: string;
  /** The lines of the note before all changes that this one goes back to. */
  readonly from: readonly number[];
};

export type Draft = { readonly path: string; readonly lines: readonly DraftLine[] };

/** A whole number, 0 … limit - 1. */
type Draw = (limit: number) => number;
type Change = (draft: Draft, draw: Draw) => Draft;

const HEADING = /^#+ /;
/** A line that is one fact by itself. */
const FACT = /^(?:- \S.*[:：]|\d+\. |\| (?!Policy|方針))/;
const TERM = /^([-*] )([^*`:：]+)([:：]\s*)(.+)$/;

/** Facts that the built-in notes do not hold. */
const FOREIGN: readonly string[] = [
  "- Ingress: sends requests from outside to backends by their host",
  "- NetworkPolicy: says which peers may open connections",
  "- PriorityClass: lets important work push out the rest",
  "- CronJob：決まった時刻に仕事を作る",
  "- StorageClass：ボリュームの種類と作り方を表す",
];

const SYNONYMS: readonly (readonly [RegExp, string])[] = [
  [/\bchooses\b/, "picks"],
  [/\bkeeps\b/, "stores"],
  [/\bturns\b/, "translates"],
  [/\bstarts and watches\b/, "runs and observes"],
  [/\bdecides whether\b/, "determines if"],
  [/\bat most\b/, "no more than"],
  [/\bis skipped while\b/, "is left out as long as"],
  [/\bis stopped\b/, "gets cancelled"],
  [/\bgets?\b/, "receives"],
  [/選ぶ/, "決める"],
  [/保存する/, "保つ"],
  [/見守る/, "監視する"],
  [/飛ばす/, "省く"],
  [/止めて/, "中止して"],
];

function fencedLines(lines: readonly DraftLine[]): ReadonlySet<number> {
  const inside = new Set<number>();
  let open = false;
  lines.forEach(({ text }, at) => {
    const fence = text.startsWith("```");
    if (fence || open) inside.add(at);
    if (fence) open = !open;
  });
  return inside;
}

/** One line for which `fits` holds, outside of code. */
function pick({ lines }: Draft, draw: Draw, fits: (text: string, at: number) => boolean): number {
  const fenced = fencedLines(lines);
  const places = [...lines.keys()].filter(
    (at) => !fenced.has(at) && fits(lines[at]?.text ?? "", at),
  );
  return places.length === 0 ? -1 : (places[draw(places.length)] ?? -1);
}

function replaced(draft: Draft, at: number, ...by: readonly DraftLine[]): Draft {
  if (at < 0) return draft;
  return { ...draft, lines: draft.lines.toSpliced(at, 1, ...by) };
}

const lineAt = ({ lines }: Draft, at: number): DraftLine => lines[at] ?? { text: "", from: [] };

/** A change of the words of one line that fits. */
const reworded =
  (fits: RegExp, by: (text: string, draw: Draw) => string): Change =>
  (draft, draw) => {
    const at = pick(draft, draw, (text) => fits.test(text));
    const line = lineAt(draft, at);
    return replaced(draft, at, { ...line, text: by(line.text, draw) });
  };

/** A change of every line outside of code. */
const everywhere =
  (by: (text: string) => string): Change =>
  (draft) => {
    const fenced = fencedLines(draft.lines);
    const lines = draft.lines.map((line, at) =>
      fenced.has(at) ? line : { ...line, text: by(line.text) },
    );
    return { ...draft, lines };
  };

function typo(text: string, draw: Draw): string {
  const words = [...text.matchAll(/\p{L}{5,}/gu)];
  const word = words[draw(Math.max(1, words.length))];
  if (word === undefined) return text;
  const at = word.index + 1 + draw(word[0].length - 3);
  return `${text.slice(0, at)}${text[at + 1]}${text[at]}${text.slice(at + 2)}`;
}

function longer(text: string): string {
  const more = /\p{sc=Hira}/u.test(text) ? "（クラスタ全体で）" : " in the whole cluster";
  return text.endsWith(" |") ? `${text.slice(0, -2)}${more} |` : `${text}${more}`;
}

const isFact = (text: string): boolean => FACT.test(text);

const swapFacts: Change = (draft, draw) => {
  const next = (at: number): string => lineAt(draft, at + 1).text;
  const at = pick(draft, draw, (text, place) => isFact(text) && isFact(next(place)));
  if (at < 0) return draft;
  const pair = [lineAt(draft, at + 1), lineAt(draft, at)];
  return { ...draft, lines: draft.lines.toSpliced(at, 2, ...pair) };
};

const foreign = (draw: Draw): DraftLine => ({
  text: FOREIGN[draw(FOREIGN.length)] ?? "",
  from: [],
});

const deleteFact: Change = (draft, draw) => replaced(draft, pick(draft, draw, isFact));

const addFact: Change = (draft, draw) => {
  const at = pick(draft, draw, (text) => TERM.test(text));
  return replaced(draft, at, lineAt(draft, at), foreign(draw));
};

const exchangeFact: Change = (draft, draw) =>
  replaced(
    draft,
    pick(draft, draw, (text) => TERM.test(text)),
    foreign(draw),
  );

const splitFact: Change = (draft, draw) => {
  const at = pick(draft, draw, (text) => TERM.test(text));
  const { text, from } = lineAt(draft, at);
  const [, mark = "", term = "", , body = ""] = TERM.exec(text) ?? [];
  return replaced(draft, at, { text: `${mark}${term}`, from }, { text: `  ${mark}${body}`, from });
};

const moveSection: Change = (draft, draw) => {
  const from = pick(draft, draw, (text) => text.startsWith("## "));
  if (from < 0) return draft;
  const next = draft.lines.findIndex(({ text }, at) => at > from && text.startsWith("## "));
  const end = next < 0 ? draft.lines.length : next;
  const section = draft.lines.slice(from, end);
  return { ...draft, lines: [...draft.lines.toSpliced(from, end - from), ...section] };
};

const synonym: Change = (draft, draw) => {
  const fits = SYNONYMS.filter(([word]) => draft.lines.some(({ text }) => word.test(text)));
  const [word, by] = fits[draw(Math.max(1, fits.length))] ?? [];
  if (word === undefined || by === undefined) return draft;
  return reworded(word, (text) => text.replace(word, by))(draft, draw);
};

export const CHANGES: readonly Change[] = [
  reworded(HEADING, (text) => `${text} ${/\p{sc=Hira}/u.test(text) ? "のまとめ" : "in practice"}`),
  everywhere((text) => text.replace(/^(## (?:第)?)(\d)/, (_, mark, at) => `${mark}${+at + 1}`)),
  everywhere((text) => text.replace(/^(\s*)- /, "$1* ")),
  everywhere((text) => text.replace(/^( {2})(?=[-*] )/, "    ")),
  reworded(/^(?!#|\|[-: |]+\|$).*\p{L}{5,}/u, typo),
  reworded(/^(?:- .*[:：]|\| (?!Policy|方針|-)|\d\. | {2}- )/, longer),
  reworded(/^[^#\d].*\d/, (text) => text.replace(/\d+/, (number) => `${+number + 15}`)),
  reworded(TERM, (text) => text.replace(TERM, "$1**$2**$3$4")),
  synonym,
  swapFacts,
  deleteFact,
  addFact,
  exchangeFact,
  splitFact,
  moveSection,
  (draft) => ({ ...draft, path: "pods/renamed.md" }),
];
