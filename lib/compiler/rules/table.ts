/** Tables: each row by each column, back from a column that is unique, and one matching card. */
import { assert, present } from "#lib/shared";
import type { Table, TableRow } from "../syntax/block.ts";
import { onlyCode, plain, shown, unmarked } from "../syntax/inline.ts";
import { bareCommand, commandAnswers, isCommand } from "./command-text.ts";
import { about, whichOne } from "./phrase.ts";
import { isAnswer } from "./piece.ts";
import type { CardRule, Draft, RuleContext } from "./rule.ts";

const ROWS_MAX = 30;
const COLUMNS_MAX = 6;
const MATCH_MIN = 3;
const MATCH_MAX = 8;
const SIDE_MAX = 120;
const IDLE_COLUMN =
  /^(?:|#|no\.?|番号|id|link|links|url|リンク|参考|reference|ref|docs?|例|example.*|✅.*)$/i;
const MARKS = /^[✓✔✅❌✗×○◯△\-–—\s.]*$/u;

/** First columns that list properties: then the other columns are the things. */
const PROPERTY =
  /^(?:features?|aspects?|propert(?:y|ies)|criteri(?:a|on)|attributes?|items?|categor(?:y|ies)|characteristics?|parameters?|metrics?|比較.*|項目|観点|特徴|属性|機能)$/i;

const cellAt = (row: TableRow, at: number) =>
  present(row.cells[at], "a row is as wide as the header");

type Cell = { readonly header: string; readonly key: string; readonly corner: string };

function question({ header, key, corner }: Cell, context: RuleContext): string {
  const { language } = context;
  if (PROPERTY.test(corner)) {
    const asked = language === "ja" ? `${header}の${key}は？` : `${key} of ${header}?`;
    return about(context, asked, asked);
  }
  const asked = language === "ja" ? `「${key}」の${header}は？` : `${header} of ${key}?`;
  return about(context, asked, key);
}

function commandCard(
  cell: string,
  purpose: string,
  context: RuleContext,
  line: number,
): Draft | undefined {
  const code = onlyCode(cell) ?? plain(cell);
  if (!isCommand(code)) return undefined;
  const command = bareCommand(code);
  const asked =
    context.language === "ja" ? `次を行うコマンドは？ — ${purpose}` : `Which command? — ${purpose}`;
  const answers = commandAnswers(command);
  const front = about(context, asked, purpose);
  return { kind: "command", front, back: `\`${command}\``, answers, line, endLine: line };
}

function rowCards(row: TableRow, columns: readonly string[], context: RuleContext): Draft[] {
  const key = unmarked(cellAt(row, 0));
  if (!isAnswer(plain(key))) return [];
  const place = { line: row.line, endLine: row.line };
  return row.cells.slice(1).flatMap((cell, at): Draft[] => {
    const header = present(columns[at + 1], "a row is as wide as the header");
    const value = plain(cell);
    if (IDLE_COLUMN.test(header) || !isAnswer(cell) || MARKS.test(value)) return [];
    const command =
      commandCard(cellAt(row, 0), shown(cell), context, row.line) ??
      commandCard(cell, key, context, row.line);
    if (command !== undefined) return [command];
    return [
      {
        kind: "basic",
        front: question(
          { header, key, corner: present(columns[0], "a table has columns") },
          context,
        ),
        back: shown(cell),
        ...place,
      },
    ];
  });
}

/** Pairs of the first two columns, when both sides are short and no side repeats. */
function pairsOf(table: Table): readonly (readonly [string, string])[] {
  const pairs = table.rows.map((row) => [shown(cellAt(row, 0)), shown(cellAt(row, 1))] as const);
  const good = pairs.every(([left, right]) => {
    return isAnswer(left) && isAnswer(right) && !MARKS.test(right) && right.length <= SIDE_MAX;
  });
  const lefts = new Set(pairs.map(([left]) => left));
  const rights = new Set(pairs.map(([, right]) => right));
  return good && lefts.size === pairs.length && rights.size === pairs.length ? pairs : [];
}

function reverseCards(table: Table, context: RuleContext): Draft[] {
  return pairsOf(table).flatMap(([left, right], at): Draft[] => {
    const { line } = present(table.rows[at], "a pair for each row");
    const short = right.length >= 8 && !right.toLowerCase().includes(plain(left).toLowerCase());
    if (!short || isCommand(plain(left)) || isCommand(plain(right))) return [];
    const front = whichOne(context, right);
    return [{ kind: "basic", front, back: left, reverse: true, line, endLine: line }];
  });
}

function matchingCard(table: Table, columns: readonly string[], context: RuleContext): Draft[] {
  const pairs = pairsOf(table);
  if (pairs.length < MATCH_MIN || pairs.length > MATCH_MAX) return [];
  const [left = "", right = ""] = columns;
  const asked =
    context.language === "ja"
      ? `${left}と${right}を組み合わせよ`
      : `Match each ${left} with its ${right}`;
  const back = pairs.map((pair) => `- ${pair[0]} — ${pair[1]}`).join("\n");
  const front = about(context, asked, "");
  return [{ kind: "matching", front, back, pairs }];
}

export const table: CardRule = {
  id: "table",
  asks: ["table"],
  description: "Each row by column is a card; two columns are asked back and matched as a whole.",
  why: {
    en: "Your note has this in a table.",
    ja: "ノートの表にあります。",
  },
  examples: [
    {
      note: "# concurrencyPolicy\n\n| Policy | Effect |\n|---|---|\n| Allow | Jobs may overlap |\n| Forbid | a new run is skipped |\n| Replace | the old run is stopped |",
      cards: [
        { kind: "basic", front: "concurrencyPolicy: Effect of Allow?", back: "Jobs may overlap" },
        { kind: "basic", front: "concurrencyPolicy: Effect of Forbid?" },
        { kind: "basic", front: "concurrencyPolicy: Effect of Replace?" },
        {
          kind: "basic",
          front: "concurrencyPolicy: Which one is this?\n\nJobs may overlap",
          back: "Allow",
        },
        { kind: "basic", front: "concurrencyPolicy: Which one is this?\n\na new run is skipped" },
        { kind: "basic", front: "concurrencyPolicy: Which one is this?\n\nthe old run is stopped" },
        { kind: "matching", front: "concurrencyPolicy: Match each Policy with its Effect" },
      ],
    },
    {
      note: "# 確認\n\n| 目的 | コマンド | 例 |\n|---|---|---|\n| ノードの一覧 | `kubectl get nodes` | x |\n| 記号だけ | ✅ | y |",
      cards: [
        {
          kind: "command",
          front: "確認：次を行うコマンドは？ — ノードの一覧",
          answers: ["kubectl get nodes", "k get nodes"],
        },
      ],
    },
    {
      note: "# 種別\n\n| 種別 | 概要 |\n|---|---|\n| Pod | Podは最小の単位 |\n| | 空 |\n\n| a | b | c | d | e | f | g |\n|---|---|---|---|---|---|---|\n| 1 | 2 | 3 | 4 | 5 | 6 | 7 |",
      cards: [{ kind: "basic", front: "種別：「Pod」の概要は？", back: "Podは最小の単位" }],
    },
    {
      note: "# Services\n\n| Feature | NodePort | LoadBalancer |\n|---|---|---|\n| Reach | the nodes | the world |",
      cards: [
        { kind: "basic", front: "Services: Reach of NodePort?", back: "the nodes" },
        { kind: "basic", front: "Services: Reach of LoadBalancer?", back: "the world" },
      ],
    },
    {
      note: "# 比較\n\n| 項目 | Job | CronJob |\n|---|---|---|\n| 起動 | すぐに始まる | 時刻に始まる |",
      cards: [
        { kind: "basic", front: "比較：Jobの起動は？", back: "すぐに始まる" },
        { kind: "basic", front: "比較：CronJobの起動は？" },
      ],
    },
    { note: `| Port | Use |\n|---|---|\n${"| etcd | clients |\n".repeat(31)}`, cards: [] },
    { note: "| | Pod |\n|---|---|\n| | ✅ |", cards: [] },
    {
      note: "| Command | Purpose |\n|---|---|\n| kubectl get ns | lists name spaces |",
      cards: [{ kind: "command", front: "Which command? — lists name spaces" }],
    },
  ],

  cardsFrom(piece, context) {
    assert(piece.kind === "table", "asked about a table");
    if (piece.rows.length > ROWS_MAX) return undefined;
    if (piece.header.length < 2 || piece.header.length > COLUMNS_MAX) return undefined;
    const columns = piece.header.map(plain);
    const rows = piece.rows.flatMap((row) => rowCards(row, columns, context));
    if (rows.length === 0) return undefined;
    const two = piece.header.length === 2;
    const extra = two
      ? [...reverseCards(piece, context), ...matchingCard(piece, columns, context)]
      : [];
    return { cards: [...rows, ...extra] };
  },
};
