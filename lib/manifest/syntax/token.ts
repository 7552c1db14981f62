/** The tokens of YAML, as far as a text's form is concerned. */
import type { Mark } from "./reader.ts";

export type TokenKind =
  | "stream-end"
  | "directive"
  | "document-start"
  | "document-end"
  | "block-sequence-start"
  | "block-mapping-start"
  | "block-end"
  | "flow-sequence-start"
  | "flow-sequence-end"
  | "flow-mapping-start"
  | "flow-mapping-end"
  | "block-entry"
  | "flow-entry"
  | "key"
  | "value"
  | "alias"
  | "anchor"
  | "tag"
  | "scalar";

export type Token = {
  readonly kind: TokenKind;
  readonly mark: Mark;
  /** Of anchors and aliases. */
  readonly name?: string;
};
