/** Text of `describe` as it grows: indented lines whose cells are divided by tabs. */
import { alignTabs } from "../text/columns.ts";

export class DescribeWriter {
  #done = "";
  #pending = "";

  /** A line at a level of two spaces each. */
  line(level: number, text: string): void {
    this.#pending += `${"  ".repeat(level)}${text}\n`;
  }

  /** What stands behind starts new columns. */
  flush(): void {
    this.#done += alignTabs(this.#pending);
    this.#pending = "";
  }

  text(): string {
    this.flush();
    return this.#done;
  }

  /** The text with its tabs, as `rollout history` prints it. */
  raw(): string {
    return this.#done + this.#pending;
  }
}
