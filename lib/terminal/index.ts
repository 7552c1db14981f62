/**
 * A small shell around kubectl: words, pipes, redirects, variables, files,
 * a few usual commands.
 */
export type { Completion } from "./complete.ts";
export {
  createTerminal,
  type Terminal,
  type TerminalOptions,
  type TerminalResult,
} from "./terminal.ts";
