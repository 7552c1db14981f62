import type { DocumentError } from "./document.ts";
export function explainSyntaxError(_text: string): DocumentError | undefined {
  return undefined;
}
