/** What each line typed into the lab does: the lab's own words, or a line of its terminal. */
import { attempt, type Lab } from "#lib/scenario";
import type { Language } from "#lib/shared";
import { showAttempt } from "../attempt/show.ts";
import { readDurationMs } from "../conformance/case-file.ts";

export type Answer = { readonly stdout: string; readonly stderr: string; readonly ends?: true };

type ShellOptions = { readonly seed: number; readonly language: Language };

export class LabShell {
  readonly #lab: Lab;
  readonly #options: ShellOptions;
  #hints = 0;

  constructor(lab: Lab, options: ShellOptions) {
    this.#lab = lab;
    this.#options = options;
  }

  get greeting(): string {
    const { title } = this.#lab.scenario;
    return `${this.#plain(title)}\n\n${this.#task()}\n.task .hint .wait .submit .exit\n`;
  }

  /** Whether more lines belong to what was typed so far. */
  needsMore(text: string): boolean {
    return !text.startsWith(".") && this.#lab.terminal.needsMore(text);
  }

  complete(line: string): { readonly from: number; readonly options: readonly string[] } {
    return this.#lab.terminal.complete(line, line.length);
  }

  answer(text: string): Answer {
    const line = text.trim();
    if (line === "") return told("");
    if (!line.startsWith(".") || line.startsWith("./")) return this.#lab.run(text);
    const [word = "", argument] = line.split(/\s+/);
    switch (word) {
      case ".task":
        return told(this.#task());
      case ".hint":
        return told(this.#hint());
      case ".wait":
        return this.#wait(argument);
      case ".submit":
        return told(this.#verdict());
      case ".exit":
        return { ...told(""), ends: true };
      default:
        return { stdout: "", stderr: `There is no ${word}; .exit leaves.\n` };
    }
  }

  #plain(text: Lab["scenario"]["title"]): string {
    return this.#options.language === "ja" ? (text.ja ?? text.en) : text.en;
  }

  #task(): string {
    return `${this.#plain(this.#lab.scenario.task).trim()}\n`;
  }

  #hint(): string {
    const hint = this.#lab.scenario.hints[this.#hints];
    if (hint === undefined) return "There are no more hints.\n";
    this.#hints += 1;
    return `${this.#plain(hint).trim()}\n`;
  }

  #wait(duration: string | undefined): Answer {
    try {
      if (duration === undefined) this.#lab.cluster.settle();
      else this.#lab.advance(readDurationMs(duration));
    } catch (error) {
      return { stdout: "", stderr: `${error instanceof Error ? error.message : String(error)}\n` };
    }
    return told(`${(this.#lab.elapsedMs / 1000).toFixed(1)} s of cluster time\n`);
  }

  #verdict(): string {
    const { scenario, inputs } = this.#lab;
    if (scenario.expectations.criteria.length === 0) return "Nothing is graded here.\n";
    const begun = performance.now();
    const result = attempt(scenario, { inputs }, this.#options);
    return showAttempt(result, Math.round((performance.now() - begun) * 10) / 10);
  }
}

function told(stdout: string): Answer {
  return { stdout, stderr: "" };
}
