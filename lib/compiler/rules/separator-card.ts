/** Reads `question :: answer` of Obsidian's Spaced Repetition, `:::` asking both ways. */
import { present } from "#lib/shared";
import { shown } from "../syntax/inline.ts";
import { outsideCode } from "./explicit.ts";
import { ownText } from "./piece.ts";
import type { CardRule } from "./rule.ts";

export const separatorCard: CardRule = {
  id: "separator-card",
  asks: ["item", "paragraph"],
  description: "A line `question :: answer` is a card; `:::` makes one in each direction.",
  why: {
    en: "The note marks this line as a card with `::`.",
    ja: "ノートがこの行を `::` でカードとして示しています。",
  },
  examples: [
    {
      note: "Port of etcd for clients::2379",
      cards: [{ kind: "basic", front: "Port of etcd for clients", back: "2379" }],
    },
    {
      note: "- etcdのクライアント用ポート ::: 2379",
      cards: [
        { kind: "basic", front: "etcdのクライアント用ポート", back: "2379" },
        { kind: "basic", front: "2379", back: "etcdのクライアント用ポート" },
      ],
    },
    { note: "The address `::1` is local, as is fe80::1.", cards: [] },
    { note: "An empty side:: ", cards: [] },
    {
      note: "Exit code of a killed node::137",
      cards: [{ kind: "basic", front: "Exit code of a killed node", back: "137" }],
    },
    { note: "A whole sentence ends here. :: And this one follows it.", cards: [] },
  ],

  cardsFrom(piece) {
    const raw = ownText(piece);
    const at = outsideCode(raw, /(?<=\S)\s*:::?\s*(?=\S)/);
    if (at < 0 || raw.includes("\n")) return undefined;
    const mark = present(/^\s*:::?\s*/.exec(raw.slice(at)), "the mark is there")[0];
    const left = shown(raw.slice(0, at));
    const right = shown(raw.slice(at + mark.length));
    const tight = !mark.includes(" ") && /[0-9a-f]:*$/i.test(left);
    const address = tight && /^[0-9a-f]{0,4}\b/i.test(right);
    if (address && !/[a-z]{3}/i.test(left.slice(-5))) return undefined;
    if (left.split(/\s+/).length > 30 || /[.,]$/.test(left)) return undefined;
    const card = { kind: "basic", front: left, back: right } as const;
    const turned = { kind: "basic", front: right, back: left, reverse: true } as const;
    return { cards: mark.trim() === ":::" ? [card, turned] : [card] };
  },
};
