/** Asks for a command by its purpose: `purpose: command`, a purpose with the command below it. */
import { assert } from "#lib/shared";
import type { Block, Piece } from "../syntax/block.ts";
import { onlyCode, plain, shown } from "../syntax/inline.ts";
import { hasJapanese } from "../syntax/prose.ts";
import { bareCommand, commandAnswers, isCommand, shellLines } from "./command-text.ts";
import { definitionOf } from "./definition-text.ts";
import { about } from "./phrase.ts";
import { childItems, ownText } from "./piece.ts";
import type { CardRule, Draft, RuleContext } from "./rule.ts";
import { isGeneric } from "./topic.ts";

type Found = {
  readonly purpose: string;
  readonly command: string;
  readonly covers: readonly Piece[];
};

function commandCode(raw: string): string | undefined {
  const code = onlyCode(raw) ?? (/^(?:\$\s*)?kubectl\s/.test(raw) ? raw : undefined);
  return code !== undefined && isCommand(code) ? bareCommand(code) : undefined;
}

/** The one command of a fenced block; a block of several belongs to the shell rule. */
function blockCommand(block: Block | undefined): string | undefined {
  if (
    block?.kind !== "code" ||
    !/^(?:|sh|shell|bash|zsh|console|terminal|text)$/.test(block.language)
  ) {
    return undefined;
  }
  const lines = shellLines(block.text);
  const only = lines[0];
  if (lines.length !== 1 || only === undefined || !isCommand(only.command)) return undefined;
  return only.comment === "" ? only.command : undefined;
}

function fromDefinition(raw: string): Found | undefined {
  const found = definitionOf(raw);
  if (found === undefined || found.explanation === "") return undefined;
  if (found.code !== undefined && isCommand(found.code)) {
    return { purpose: found.explanation, command: bareCommand(found.code), covers: [] };
  }
  const command = commandCode(found.explanation);
  return command === undefined ? undefined : { purpose: found.term, command, covers: [] };
}

function fromBelow(piece: Piece, raw: string, { next }: RuleContext): Found | undefined {
  if (piece.kind === "paragraph") {
    const command = blockCommand(next);
    return command === undefined || next === undefined
      ? undefined
      : { purpose: raw, command, covers: [next] };
  }
  assert(piece.kind === "item", "asked about an item or a paragraph");
  const block = piece.blocks[1];
  const fenced = blockCommand(block);
  if (fenced !== undefined && block !== undefined)
    return { purpose: raw, command: fenced, covers: [block] };
  const [child, second] = childItems(piece);
  if (child === undefined || second !== undefined) return undefined;
  const command = commandCode(ownText(child));
  return command === undefined ? undefined : { purpose: raw, command, covers: [child] };
}

const PURPOSE_TAIL =
  /(?:[:：。.]|(?:は)?(?:以下|次)の?(?:コマンド|通り|とおり|よう)[^。]*|場合(?:は.*)?)$/;
const EMPTY_PURPOSE =
  /^(?:example|examples|run|command|commands|output|result|usage|syntax|then|e\.?g\.?|or|also|verify|check|apply|実行|コマンド|例|結果|確認|出力|使い方)$|^(?:run|use|execute) (?:the |this )?(?:following )?(?:command|it)?\b.{0,12}$|^(?:以下|次|下記)の?(?:コマンド)?.{0,8}$/i;

function front(purpose: string, context: RuleContext): string | undefined {
  const bare = plain(purpose).replace(PURPOSE_TAIL, "").trim();
  if (bare === "" || EMPTY_PURPOSE.test(bare) || bare.length > 120) return undefined;
  const topic = isGeneric(context.topic) ? "" : context.topic;
  const said = shown(purpose).replace(PURPOSE_TAIL, "").trim();
  const wording =
    hasJapanese(bare) || context.language === "ja"
      ? `次を行うコマンドは？ — ${said}`
      : `Which command? — ${said}`;
  return about({ topic, language: context.language }, wording, said);
}

export const command: CardRule = {
  id: "command",
  asks: ["item", "paragraph"],
  description: "A command under, beside or below its purpose is asked for by that purpose.",
  why: {
    en: "Your note names a purpose and the command for it.",
    ja: "ノートに目的とそのコマンドが書かれています。",
  },
  examples: [
    {
      note: "# Pods\n\n- Wait until all Pods are gone\n  - `kubectl wait --for=delete pod --all`",
      cards: [
        {
          kind: "command",
          front: "Which command? — Wait until all Pods are gone",
          back: "`kubectl wait --for=delete pod --all`",
          answers: ["kubectl wait --for=delete pod --all", "k wait --for=delete pod --all"],
        },
      ],
    },
    {
      note: "# 操作\n\n- `kubectl get po -o wide`：ノード名も表示する",
      cards: [{ kind: "command", front: "操作：次を行うコマンドは？ — ノード名も表示する" }],
    },
    {
      note: "# Labels\n\nShow the labels of every Pod:\n\n```bash\n$ kubectl get pods --show-labels\n```",
      cards: [{ kind: "command", front: "Which command? — Show the labels of every Pod" }],
    },
    {
      note: "# Overview\n\n- Show labels\n\n  ```\n  kubectl get pods --show-labels\n  ```\n- Nodes: `kubectl get nodes`",
      cards: [
        { kind: "command", front: "Which command? — Show labels" },
        { kind: "command", front: "Which command? — Nodes" },
      ],
    },
    {
      note: "# Helm\n\n- Releases of all namespaces: `helm list -A`\n- Everything in the namespace\n  - kubectl get all",
      cards: [
        {
          kind: "command",
          front: "Helm: Which command? — Releases of all namespaces",
          answers: ["helm list -A"],
        },
        {
          kind: "command",
          front: "Helm: Which command? — Everything in the namespace",
          answers: ["kubectl get all", "k get all"],
        },
      ],
    },
    {
      note: "# Example\n\nRun the following command:\n\n```\nkubectl get pods\n```\n\n- Example: `kubectl get ns`\n- Change folder: `cd /etc`\n- One\n  - `kubectl get a`\n  - `kubectl get b`",
      cards: [],
    },
    { note: "Text before two:\n\n```sh\nkubectl get a\nkubectl get b\n```", cards: [] },
    {
      note: "Text before one:\n\n```sh\n# explained\nkubectl get a\n```\n\nAnd after it.",
      cards: [],
    },
    { note: "Python follows\n\n```python\nprint(1)\n```\n\n- It\n  - is only text", cards: [] },
  ],

  cardsFrom(piece, context) {
    const raw = ownText(piece);
    if (raw === "") return undefined;
    const found = fromDefinition(raw) ?? fromBelow(piece, raw, context);
    if (found === undefined) return undefined;
    const question = front(found.purpose, context);
    if (question === undefined) return { cards: [], covers: found.covers };
    const card: Draft = {
      kind: "command",
      front: question,
      back: `\`${found.command}\``,
      answers: commandAnswers(found.command),
    };
    return { cards: [card], covers: found.covers };
  },
};
