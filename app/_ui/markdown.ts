/**
 * Notes and cards as HTML that can do nothing: raw HTML becomes text or disappears, only links and
 * images by http(s) remain, and the result passes rehype-sanitize.
 */
import type { Definition, List, ListItem, PhrasingContent, Root, RootContent } from "mdast";
import rehypeSanitize, { defaultSchema } from "rehype-sanitize";
import rehypeStringify from "rehype-stringify";
import remarkFrontmatter from "remark-frontmatter";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { unified } from "unified";
import { visit } from "unist-util-visit";

/** A hidden part of a cloze, in a private character while the text is parsed. */
const GAP = "\uE000";
const GAP_HTML = '<span class="gap">…</span>';

const KNOWN_TAG =
  /^<\/?(a|abbr|b|blockquote|center|code|dd|del|details|div|dl|dt|em|font|h[1-6]|hr|i|iframe|img|input|ins|kbd|li|mark|ol|p|picture|pre|q|s|script|section|small|source|span|strong|style|sub|summary|sup|table|tbody|td|th|thead|tr|u|ul|video)\b/i;

const schema: typeof defaultSchema = {
  ...defaultSchema,
  clobberPrefix: "note-",
  protocols: {
    ...defaultSchema.protocols,
    href: ["http", "https", "mailto"],
    src: ["https", "http"],
  },
};

const parser = unified().use(remarkParse).use(remarkGfm).use(remarkFrontmatter, ["yaml", "toml"]);
const printer = unified().use(remarkRehype).use(rehypeSanitize, schema).use(rehypeStringify);

/** `<NodeIP>:<NodePort>` is a learner's own notation and stays readable; real tags go. */
function plainHtml(value: string): PhrasingContent | null {
  if (/^<br\s*\/?>$/i.test(value)) return { type: "break" };
  if (value.startsWith("<!") || KNOWN_TAG.test(value)) return null;
  return { type: "text", value };
}

function tame(tree: Root): void {
  visit(tree, (node, index, parent) => {
    if (!parent || index === undefined) return undefined;
    if (node.type === "html") {
      const plain = plainHtml(node.value);
      if (plain === null) parent.children.splice(index, 1);
      else parent.children[index] = plain;
      return plain === null ? index : undefined;
    }
    if (node.type === "image" && !/^https?:/.test(node.url)) {
      parent.children[index] = {
        type: "emphasis",
        children: [{ type: "text", value: `🖼 ${node.alt || node.url}` }],
      };
    }
    return undefined;
  });
}

function print(tree: Root): string {
  return printer.stringify(printer.runSync(tree)).replaceAll(GAP, GAP_HTML);
}

/** A card's side. Cloze gaps `{{…}}` show as a dashed blank. */
export function renderMarkdown(text: string): string {
  const tree = parser.parse(text.replace(/\{\{[^{}]*\}\}/g, GAP));
  tame(tree);
  return print(tree);
}

/** A piece of a note that can stand in a row of its own, with the lines it came from. */
export type NoteBlock = { readonly line: number; readonly endLine: number; readonly html: string };

function rows(node: RootContent): readonly RootContent[] {
  if (node.type !== "list" || node.children.length < 2) return [node];
  return node.children.map((item: ListItem, index): List => {
    const start = node.ordered ? (node.start ?? 1) + index : null;
    return {
      ...node,
      start,
      children: [item],
      ...(item.position ? { position: item.position } : {}),
    };
  });
}

/** The whole note in blocks, so that cards can stand beside the lines they were made from. */
export function renderNote(text: string): readonly NoteBlock[] {
  const tree = parser.parse(text);
  tame(tree);
  const definitions: Definition[] = [];
  visit(tree, "definition", (node) => {
    definitions.push(node);
  });
  return tree.children
    .filter((node) => node.type !== "yaml" && node.type !== "definition")
    .flatMap(rows)
    .map((node) => ({
      line: node.position?.start.line ?? 1,
      endLine: node.position?.end.line ?? 1,
      html: print({ type: "root", children: [node, ...definitions] }),
    }));
}
