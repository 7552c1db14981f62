/**
 * The pieces of a note as the rules see them. Texts are raw Markdown; lines count from 1 in the
 * file, so that a card can lead back to its line.
 */

export type Place = {
  readonly line: number;
  readonly endLine: number;
  /** Column of the first character, counted from 1. */
  readonly column: number;
};

export type Heading = Place & {
  readonly kind: "heading";
  readonly depth: number;
  readonly text: string;
};

export type Paragraph = Place & {
  readonly kind: "paragraph";
  readonly text: string;
  /** Prose that Markdown reads as code because of its indentation. */
  readonly indented: boolean;
};

export type ListItem = Place & {
  readonly kind: "item";
  readonly checked: boolean | undefined;
  readonly blocks: readonly Block[];
};

export type List = Place & {
  readonly kind: "list";
  readonly ordered: boolean;
  readonly items: readonly ListItem[];
};

export type Code = Place & {
  readonly kind: "code";
  readonly fenced: boolean;
  /** The first word after the fence, lower case; empty when there is none. */
  readonly language: string;
  readonly text: string;
  /** The line of the first line of `text`. */
  readonly contentLine: number;
};

export type Quote = Place & { readonly kind: "quote"; readonly blocks: readonly Block[] };

export type TableRow = { readonly line: number; readonly cells: readonly string[] };

export type Table = Place & {
  readonly kind: "table";
  readonly header: readonly string[];
  readonly rows: readonly TableRow[];
};

/** Comments and tags on lines of their own; never shown, read only for marks. */
export type Html = Place & { readonly kind: "html"; readonly text: string };

export type Break = Place & { readonly kind: "break" };

export type Block = Heading | Paragraph | List | Code | Quote | Table | Html | Break;

/** What a rule may be asked about: every block, and every list item. */
export type Piece = Block | ListItem;
