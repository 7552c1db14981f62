/** A comment above a command in a shell block says what the command is for. */
import { assert } from "#lib/shared";
import { shown } from "../syntax/inline.ts";
import { hasJapanese } from "../syntax/prose.ts";
import { commandAnswers, isCommand, type ShellLine, shellLines } from "./command-text.ts";
import { about } from "./phrase.ts";
import type { CardRule, Draft, RuleContext } from "./rule.ts";
import { isGeneric } from "./topic.ts";

const SHELL = /^(?:|sh|shell|bash|zsh|console|terminal)$/;
const COMMANDS_MAX = 12;
const COMMENT_MAX = 100;

function cardFor(
  { comment, command, line }: ShellLine,
  from: number,
  context: RuleContext,
): Draft | undefined {
  if (!isCommand(command) || comment.length < 4 || comment.length > COMMENT_MAX) return undefined;
  if (isCommand(comment) || /^(?:output|出力|結果|例|example)\b/i.test(comment)) return undefined;
  const said = shown(comment).replace(/[:：。.]$/, "");
  const wording = hasJapanese(comment)
    ? `次を行うコマンドは？ — ${said}`
    : `Which command? — ${said}`;
  const topic = isGeneric(context.topic) ? "" : context.topic;
  return {
    kind: "command",
    front: about({ topic, language: context.language }, wording, said),
    back: `\`${command}\``,
    answers: commandAnswers(command),
    line: from + line,
    endLine: from + line,
  };
}

export const shellComment: CardRule = {
  id: "shell-comment",
  asks: ["code"],
  description: "In a shell block, the comment above or behind a command asks for it.",
  why: {
    en: "Your note comments this command.",
    ja: "ノートのコマンドにコメントがあります。",
  },
  examples: [
    {
      note: "# Nodes\n\n```bash\n# Keep new Pods away from a node\nkubectl cordon node-1\n\nkubectl get nodes # list all machines\n```",
      cards: [
        {
          kind: "command",
          front: "Nodes: Which command? — Keep new Pods away from a node",
          answers: ["kubectl cordon node-1", "k cordon node-1"],
        },
        { kind: "command", front: "Nodes: Which command? — list all machines" },
      ],
    },
    {
      note: "# 例\n\n```sh\n# ノードを空にする\n$ kubectl drain node-1 \\\n    --ignore-daemonsets\n```",
      cards: [
        {
          kind: "command",
          front: "次を行うコマンドは？ — ノードを空にする",
          back: "`kubectl drain node-1 --ignore-daemonsets`",
        },
      ],
    },
    { note: `\`\`\`sh\n${"# list them\nkubectl get ns\n".repeat(25)}\`\`\``, cards: [] },
    {
      note: "```bash\n# go there\ncd /etc\n# load it\ncurl -LO https://a.example\n# Output\nkubectl get ns\n# ab\nkubectl get pods\n# kubectl get a\nkubectl get b\n```\n\n```python\n# words here\nkubectl = 1\n```",
      cards: [],
    },
  ],

  cardsFrom(piece, context) {
    assert(piece.kind === "code", "asked about a code block");
    if (!piece.fenced || !SHELL.test(piece.language)) return undefined;
    const lines = shellLines(piece.text);
    if (lines.length > COMMANDS_MAX * 2) return undefined;
    const cards = lines
      .map((line) => cardFor(line, piece.contentLine, context))
      .filter((card) => card !== undefined)
      .slice(0, COMMANDS_MAX);
    return cards.length === 0 ? undefined : { cards };
  },
};
