/** Every change that git knows of a file, as `git log --patch` tells it. */
import { execFileSync } from "node:child_process";

export function historyOf(root: string, path: string): string {
  try {
    return execFileSync("git", ["log", "--format=", "--unified=0", "--patch", "--", path], {
      cwd: root,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
      maxBuffer: 1 << 28,
    });
  } catch {
    return ""; // Not in a git checkout: nothing is known of earlier versions.
  }
}
