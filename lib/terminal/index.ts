/** A small shell around kubectl: words, pipes, redirects, variables, files, a few usual commands. */
export { createTerminal, type Terminal, type TerminalOptions, type TerminalResult } from "./terminal.ts";
