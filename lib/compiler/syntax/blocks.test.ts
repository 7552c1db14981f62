/**
 * Holds our block reader against remark, the reference: the same kinds of blocks on the same lines,
 * in the shapes that notes have. What differs on purpose has tests of its own below.
 */
import type { Nodes, RootContent } from "mdast";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { describe, expect, test } from "vitest";
import { STUDY_NOTE, STUDY_NOTE_JA } from "../testing/index.ts";
import type { Block } from "./block.ts";
import { readBlocks } from "./blocks.ts";
import { linesOf } from "./line.ts";

const remark = unified().use(remarkParse).use(remarkGfm);
const NAMES: Readonly<Record<string, string>> = {
  blockquote: "quote",
  thematicBreak: "break",
  listItem: "item",
};
const KINDS = new Set([
  "heading",
  "paragraph",
  "list",
  "listItem",
  "code",
  "blockquote",
  "table",
  "html",
  "thematicBreak",
]);

function reference(node: Nodes): string[] {
  const inner = "children" in node ? (node.children as RootContent[]).flatMap(reference) : [];
  if (!KINDS.has(node.type) || (node.type === "paragraph" && inner.length > 0)) return inner;
  const place = node.position;
  const own = `${NAMES[node.type] ?? node.type} ${place?.start.line}-${place?.end.line}`;
  return node.type === "paragraph" || node.type === "table" || node.type === "heading"
    ? [own]
    : [own, ...inner];
}

function ours(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block): string[] => {
    const own = `${block.kind} ${block.line}-${block.endLine}`;
    if (block.kind === "quote") return [own, ...ours(block.blocks)];
    if (block.kind !== "list") return [own];
    const items = block.items.flatMap((item) => [
      `item ${item.line}-${item.endLine}`,
      ...ours(item.blocks),
    ]);
    return [own, ...items];
  });
}

const read = (text: string, limit = 50, onCut: (line: number) => void = () => {}) =>
  readBlocks(linesOf(text), { depth: 0, limit, onCut });

const SHAPES: readonly (readonly [string, string])[] = [
  ["headings", "# a\n## b ##\ntext\n### c\n#not\n"],
  ["setext headings", "a\n===\n\nb\n---\n\ntwo\nlines\n---"],
  ["paragraphs", "one\ntwo\n\nthree\n"],
  ["bullets", "- a\n- b\n  - c\n    - d\n- e\n\nafter"],
  ["other markers", "* a\n* b\n+ c\n1. d\n2. e\n3) f"],
  ["loose list", "- a\n\n- b\n\n  more of b\n\n- c"],
  ["lazy lines", "- a\nlazy\n- b\n  - c\nlazy too\n\n> q\nlazy"],
  ["four spaces below a bullet", "- a\n    - b\n    - c\n        - d"],
  ["code in a list", "- a\n\n  ```yaml\n  x: 1\n  ```\n- b\n  ```\n  - no item\n  ```\n"],
  ["fences", "```sh\nls\n\n# no heading\n```\n~~~\na\n~~~\ntext\n```\nopen to the end"],
  ["indented code", "text\n\n    $ kubectl get pods\n\n    $ ls\n\nafter"],
  ["quotes", "> a\n> b\n>\n> - c\n>   - d\n\ntext\n> q\n\n> r"],
  ["tables", "| a | b |\n|---|---|\n| 1 | 2 |\n| 3 |\n\ntext\na | b\n--|--\n1 | 2\n"],
  ["breaks", "a\n\n---\n\n***\n- - -\nb"],
  ["comments", "<!-- a\nb -->\n\ntext\n\n<!-- c -->\n# h"],
  ["details", "<details>\n<summary>s</summary>\n\ntext\n\n</details>\n\nmore"],
  ["ordered list that does not begin with 1", "text\n2. no list\n\n2. a list\n3. more"],
  ["numbered with nested bullets", "1. a\n   - b\n   - c\n2. d\n\n   e\n"],
  ["empty items", "-\n- a\n-\n\ntext"],
  ["a study note", STUDY_NOTE],
  ["a Japanese study note", STUDY_NOTE_JA],
];

describe("reads what remark reads", () => {
  test.each(SHAPES)("%s", (_name, text) => {
    expect(ours(read(text))).toEqual(reference(remark.parse(text)));
  });
});

describe("differs on purpose", () => {
  test("what only looks like a tag is text", () => {
    expect(read("- <NodeIP>:<NodePort>\n\n<NodePort>")).toMatchObject([
      { kind: "list", items: [{ blocks: [{ kind: "paragraph", text: "<NodeIP>:<NodePort>" }] }] },
      { kind: "paragraph", text: "<NodePort>" },
    ]);
  });

  test.each([
    ["Japanese", "用語\n\n    これは説明の文です。\n    もう一つの文です。"],
    ["English", "Term\n\n    This is a sentence that explains the term."],
  ])("indented %s prose is a paragraph", (_name, text) => {
    expect(read(text)[1]).toMatchObject({ kind: "paragraph", indented: true, line: 3 });
  });

  test("・ opens a bullet", () => {
    expect(ours(read("・a\n・b"))).toEqual([
      "list 1-2",
      "item 1-1",
      "paragraph 1-1",
      "item 2-2",
      "paragraph 2-2",
    ]);
  });

  test("a definition of a link is nothing", () => {
    expect(read("[a]: https://a.example\n")).toEqual([]);
  });

  test("nesting is cut at the limit, and said once per place", () => {
    const cut: number[] = [];
    const deep = Array.from({ length: 3_000 }, (_, at) => `${"  ".repeat(at)}- level`).join("\n");
    read(deep, 10, (line) => cut.push(line));
    expect(cut).toEqual([11]);
  });
});
