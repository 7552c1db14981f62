/** The end that `--append-hash` and kustomize give to names of ConfigMaps and Secrets. */
import { toGoJson } from "./go-json.ts";
import { sha256 } from "./sha256.ts";

type Content = {
  readonly kind: string;
  readonly name: string;
  readonly type?: string;
  readonly data: Readonly<Record<string, string>>;
  readonly binaryData?: Readonly<Record<string, string>>;
  readonly immutable?: boolean;
};

// Letters in place of those digits by which a hash could spell words.
const LETTERS: Readonly<Record<string, string>> = { "0": "g", "1": "h", "3": "k", a: "m", e: "t" };

const LENGTH = 10;

export function contentHash(content: Content): string {
  const digits = sha256(toGoJson(content)).slice(0, LENGTH);
  return [...digits].map((digit) => LETTERS[digit] ?? digit).join("");
}
