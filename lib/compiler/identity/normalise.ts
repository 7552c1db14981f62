/**
 * What of a card's words is its identity: not the heading it stands under, not numbering, emphasis,
 * link targets, punctuation, width of letters, nor how the question is worded.
 */
import type { CardKind, CardProposal } from "#lib/deck";
import { withoutNumbering } from "../syntax/heading.ts";
import { plain } from "../syntax/inline.ts";
import { remembered } from "../syntax/memo.ts";

export type CardKeys = {
  /** Kinds that an edit can turn into each other share a group. */
  readonly group: string;
  /** The whole front with its topic. */
  readonly fullFront: string;
  /** The front without topic and wording. */
  readonly front: string;
  readonly back: string;
};

const GROUPS: Readonly<Record<CardKind, string>> = {
  basic: "fact",
  cloze: "fact",
  list: "fact",
  ordering: "fact",
  choice: "fact",
  contrast: "fact",
  matching: "matching",
  command: "command",
  "field-path": "command",
  "yaml-blank": "yaml",
  output: "output",
  correction: "correction",
  scenario: "scenario",
};

const PUNCTUATION = /[\s"'“”‘’«»「」『』【】()[\]{}<>、。,;!?…・*`~|—–―]+|[.:：](?=\s|$)/gu;

/** Letters, digits and the signs inside words; the same for equal texts of any width and marks. */
export function normalise(markdown: string): string {
  return markdown
    .split("\n")
    .map((line) =>
      withoutNumbering(
        plain(line)
          .normalize("NFKC")
          .replace(/^[-*+>#]+\s+/, "")
          .trim(),
      ),
    )
    .join(" ")
    .toLowerCase()
    .replace(PUNCTUATION, "");
}

const normalisedHeading = remembered(normalise);

// «…: what are the 2 points?» stands first, or its head would be taken for «What are …?».
const WORDING =
  /(?:とは何か|は何を表す|は何に使われる|nameall\d+|\d+つ挙げよ|の?ポイントを\d+つ挙げよ|whatarethe\d+points|putinorder|正しい順に並べよ|say|do)$|^(?:whatis|whatare|whatdoes|whatdo|explain|whichoneisthis|whichcommand|whichfield|why-?|次の説明に当たるものは|次を行うコマンドは|どのフィールド)/g;

function withoutTopic(front: string, headings: readonly string[]): string {
  let rest = front;
  for (const heading of headings.map(normalisedHeading).sort((a, b) => b.length - a.length)) {
    if (heading.length < 2 || rest.length - heading.length < 2 || !rest.includes(heading)) continue;
    const without = rest.replace(heading, "").replace(/^[:：の]/, "");
    if (without.replace(WORDING, "").length >= 2) rest = without;
  }
  return rest;
}

function keysFrom(card: CardProposal): CardKeys {
  const fullFront = normalise(card.front);
  const bare = withoutTopic(fullFront, card.sources[0]?.headings ?? []).replace(/^[:：]/, "");
  const front = bare.replace(WORDING, "").replace(WORDING, "");
  const direction = card.tags.includes("reverse") ? "-reverse" : "";
  return {
    group: GROUPS[card.kind] + direction,
    fullFront,
    front: front === "" ? bare : front,
    back: normalise(card.back),
  };
}

const known = new WeakMap<CardProposal, CardKeys>();

/** The keys of a card; computed once per card object. */
export function keysOf(card: CardProposal): CardKeys {
  const before = known.get(card);
  if (before !== undefined) return before;
  const keys = keysFrom(card);
  known.set(card, keys);
  return keys;
}

/** A card that carries another's content unchanged has its keys. */
export function passKeys(from: CardProposal, to: CardProposal): void {
  const keys = known.get(from);
  if (keys !== undefined) known.set(to, keys);
}
