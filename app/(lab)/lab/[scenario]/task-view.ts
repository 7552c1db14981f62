/**
 * A scenario's words with their CommonMark as safe HTML;
 * needs a page or a server, not a worker.
 */
import type { TaskWords } from "../../../_lab-worker/protocol.ts";
import { renderMarkdown } from "../../../_ui/markdown.ts";

export type TaskView = Omit<TaskWords, "task"> & { readonly html: string };

export function taskView({ task, ...words }: TaskWords): TaskView {
  return {
    ...words,
    html: renderMarkdown(task),
    hints: words.hints.map(renderMarkdown),
    debrief: words.debrief === null ? null : renderMarkdown(words.debrief),
  };
}
