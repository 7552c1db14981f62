/**
 * The words of a task made from a note: its own sentence,
 * and the fields that will be looked at.
 */
import type { NoteScenario } from "#lib/deck";
import type { Text } from "#lib/grader";
import type { KubeObject } from "#lib/simulator";
import { type FieldPath, valueAt } from "./essential.ts";

export function taskOf(
  note: NoteScenario,
  objects: readonly KubeObject[],
  paths: ReadonlyMap<KubeObject, readonly FieldPath[]>,
): Text {
  const lists = objects.map((object) => listOf(object, paths.get(object) ?? []));
  const place = note.headings.join(" › ");
  const prompt =
    note.prompt.trim() === "" ? [] : [`> ${note.prompt.trim().replace(/\n/g, "\n> ")}`];
  const en = [
    `From your note «${place}».`,
    ...prompt,
    "Write the manifest so that the cluster ends up with:",
  ];
  const ja = [
    `ノート「${place}」より。`,
    ...prompt,
    "クラスターが次の状態になるマニフェストを書いてください。",
  ];
  return { en: [...en, ...lists].join("\n\n"), ja: [...ja, ...lists].join("\n\n") };
}

function listOf(object: KubeObject, paths: readonly FieldPath[]): string {
  const { name, namespace } = object.metadata;
  const where = namespace === undefined ? "" : ` (namespace \`${namespace}\`)`;
  const fields = paths.map(
    (path) => `  - \`${pathText(path)}\`: \`${String(valueAt(object, path))}\``,
  );
  return [`- **${object.kind}** \`${name}\`${where}, \`${object.apiVersion}\``, ...fields].join(
    "\n",
  );
}

function pathText(path: FieldPath): string {
  return path
    .map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`))
    .join("")
    .slice(1);
}
