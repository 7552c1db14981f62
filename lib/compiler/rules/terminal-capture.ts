/** Output of kubectl: which line is in trouble, and what the remarks beside the fields say. */

import { assert, present } from "#lib/shared";
import type { Code } from "../syntax/block.ts";
import { shown } from "../syntax/inline.ts";
import { keyOf } from "../syntax/yaml-outline.ts";
import { isAnswer } from "./piece.ts";
import type { CardRule, Draft, RuleContext } from "./rule.ts";

const CAPTURE = /^(?:|sh|shell|bash|zsh|console|terminal|text|txt|output)$/;
const HEALTHY =
  /^(?:Running|Completed|Succeeded|Active|Bound|Ready|Available|Complete|Deployed|True|Healthy)$/i;
const ROWS_SHOWN = 5;

/** Addresses and account numbers of the learner's own cluster do not belong on a card. */
function masked(text: string): string {
  return text
    .replace(/\b\d{1,3}(?:\.\d{1,3}){3}\b/g, "x.x.x.x")
    .replace(/\b\d{12}\b/g, "…")
    .replace(/\bsha256:[0-9a-f]{12,}/g, "sha256:…")
    .replace(/\b[\w-]+(?:\.[\w-]+)*\.(?:amazonaws\.com|compute\.internal)\b/g, "…");
}

type Row = { readonly name: string; readonly status: string; readonly text: string };

function rowsBelow(lines: readonly string[], header: number, column: number): Row[] {
  const rows: Row[] = [];
  for (const text of lines.slice(header + 1)) {
    if (text.trim() === "" || /^NAME\b|^[$#]\s/.test(text)) break;
    const cells = text.trim().split(/\s{2,}/);
    rows.push({ name: present(cells[0], "a row has cells"), status: cells[column] ?? "", text });
  }
  return rows;
}

function readTheTable(piece: Code, { language }: RuleContext): Draft[] {
  const lines = piece.text.split("\n");
  const header = lines.findIndex((line) => /^NAME\b.*\bSTATUS\b/.test(line));
  const titles = (lines[header] ?? "").trim().split(/\s{2,}/);
  const rows = header < 0 ? [] : rowsBelow(lines, header, titles.indexOf("STATUS"));
  const ill = rows.filter(({ status }) => status !== "" && !HEALTHY.test(status));
  const [row] = ill;
  if (row === undefined || ill.length > 1 || rows.length < 2) return [];
  const others = rows.filter((each) => each !== row).slice(0, ROWS_SHOWN - 1);
  const seen = rows.filter((each) => each === row || others.includes(each));
  const output = masked(
    [present(lines[header], "the header"), ...seen.map(({ text }) => text)].join("\n"),
  );
  const asked =
    language === "ja"
      ? "この出力で正常でないのはどれ？状態は？"
      : "Which of these is not healthy, and what is its status?";
  const place = {
    line: piece.contentLine + header,
    endLine: piece.contentLine + header + rows.length,
  };
  return [
    {
      kind: "output",
      front: `${asked}\n\n\`\`\`\n${output}\n\`\`\``,
      back: `\`${row.name}\` — ${row.status}`,
      ...place,
    },
  ];
}

/** The command whose output this is. */
function commandOf(text: string): string {
  const found = /^\$[ \t]*(kubectl[ \t]+\w+)(?:[ \t]+(\w+))?/m.exec(text);
  return found === null ? "" : [found[1], found[2]].filter((word) => word !== undefined).join(" ");
}

function remarks(piece: Code, { language }: RuleContext): Draft[] {
  const command = commandOf(piece.text);
  if (command === "") return [];
  const seen = new Set<string>();
  return piece.text.split("\n").flatMap((line, at): Draft[] => {
    const found = /^(\s*[^/]*?\S.*?)\s+(?:\/\/|#|←|<-)\s+(\S.*)$/.exec(line);
    const field = keyOf(
      `${(/^\s*[\w /-]+:/.exec(found?.[1] ?? "")?.[0] ?? "").trim().replace(/\s/g, "_")} x`,
    )?.key.replace(/_/g, " ");
    const remark = found?.[2] ?? "";
    if (field === undefined || seen.has(field) || !isAnswer(remark)) return [];
    seen.add(field);
    const front =
      language === "ja"
        ? `\`${command}\` の出力：「${field}」は何を表す？`
        : `Output of \`${command}\`: what does “${field}” show?`;
    const place = { line: piece.contentLine + at, endLine: piece.contentLine + at };
    return [{ kind: "output", front, back: shown(remark), ...place }];
  });
}

export const terminalCapture: CardRule = {
  id: "terminal-capture",
  asks: ["code"],
  description:
    "Output of kubectl: read which line is in trouble; remarks beside fields explain them.",
  why: {
    en: "Your note shows this output.",
    ja: "ノートにこの出力があります。",
  },
  examples: [
    {
      note: "# Pods\n\n```\n$ kubectl get pods\nNAME     READY   STATUS             RESTARTS\nweb-1    1/1     Running            0\nbatch-1  0/1     CrashLoopBackOff   3\n\n```",
      cards: [
        {
          kind: "output",
          front:
            "Which of these is not healthy, and what is its status?\n\n```\nNAME     READY   STATUS             RESTARTS\nweb-1    1/1     Running            0\nbatch-1  0/1     CrashLoopBackOff   3\n```",
          back: "`batch-1` — CrashLoopBackOff",
        },
      ],
    },
    {
      note: "# 詳細を調べる\n\n```\n$ kubectl describe pod web-1\nName:   web-1 // Podの名前\nNode:   node-1/10.0.0.1 // 置かれたノード\nNode:   again // 二度目\nPort:   80\n```",
      cards: [
        {
          kind: "output",
          front: "`kubectl describe pod` の出力：「Name」は何を表す？",
          back: "Podの名前",
        },
        { kind: "output", front: "`kubectl describe pod` の出力：「Node」は何を表す？" },
      ],
    },
    {
      note: "# 状態\n\n調べた結果です。\n\n```\nNAME  STATUS\na     Running\nb     Pending\n```\n\n```\n$ kubectl describe\nIP:  10.0.0.1 # the address\n```",
      cards: [
        {
          kind: "output",
          front:
            "この出力で正常でないのはどれ？状態は？\n\n```\nNAME  STATUS\na     Running\nb     Pending\n```",
        },
        { kind: "output", front: "`kubectl describe` の出力：「IP」は何を表す？" },
      ],
    },
    {
      note: "```\nNAME  STATUS\na     Running\nb     Running\nc\n```\n\n```go\nx // y\n```\n\n```\nfolder/ // a tree\n```",
      cards: [],
    },
    {
      note: "English words.\n\n```\n$ kubectl describe pod a\nNode:  a # where it runs\n```",
      cards: [
        { kind: "output", front: "Output of `kubectl describe pod`: what does “Node” show?" },
      ],
    },
  ],

  cardsFrom(piece, context) {
    assert(piece.kind === "code", "asked about a code block");
    if (!CAPTURE.test(piece.language)) return undefined;
    const cards = [...readTheTable(piece, context), ...remarks(piece, context)];
    return cards.length === 0 ? undefined : { cards };
  },
};
