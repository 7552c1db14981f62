/**
 * A stream of manifests → its documents' texts, cut at lines that begin with `---` before any YAML
 * is read, as kubectl does; so line numbers in its messages count from the document's first line.
 */

export type Chunk = {
  /** Lines before this document in the stream. */
  readonly linesBefore: number;
  readonly text: string;
  /** Characters before it on its first line. */
  readonly columnsBefore?: number;
  /** What stands behind `---` where only a comment may: the stream cannot be read further. */
  readonly badSeparator?: string;
};

export function splitDocuments(text: string): readonly Chunk[] {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  const chunks: Chunk[] = [];
  let first = 0;
  let current: string[] = [];
  const close = (next: number) => {
    if (current.length > 0) chunks.push({ linesBefore: first, text: current.join("") });
    current = [];
    first = next;
  };
  for (const [index, raw] of lines.entries()) {
    const line = raw.endsWith("\r") ? raw.slice(0, -1) : raw;
    if (line.startsWith("---")) {
      const behind = line.slice(3).trim();
      if (behind !== "" && !behind.startsWith("#")) {
        chunks.push({ linesBefore: index, text: "", badSeparator: behind });
        return chunks;
      }
      if (current.length > 0) {
        close(index + 1);
        continue;
      }
    }
    if (current.length === 0) first = index;
    current.push(`${line}\n`);
  }
  close(lines.length);
  return chunks;
}
