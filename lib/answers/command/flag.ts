/** What kubectl's flags mean when they are written short, together, or without a value. */

/** Flags that take the next word only behind `=`. */
const SWITCHES: ReadonlySet<string> = new Set([
  "all",
  "all-containers",
  "all-namespaces",
  "all-pods",
  "allow-missing-template-keys",
  "attach",
  "cascade",
  "command",
  "delete-emptydir-data",
  "disable-eviction",
  "dry-run",
  "edit",
  "expose",
  "flatten",
  "follow",
  "force",
  "force-conflicts",
  "help",
  "ignore-daemonsets",
  "ignore-errors",
  "ignore-not-found",
  "insecure-skip-tls-verify",
  "keep-annotations",
  "list",
  "local",
  "minify",
  "namespaced",
  "no-headers",
  "now",
  "openapi-patch",
  "overwrite",
  "prefix",
  "previous",
  "privileged",
  "prune",
  "quiet",
  "raw",
  "recursive",
  "remove-listeners",
  "rm",
  "save-config",
  "server-print",
  "server-side",
  "share-processes",
  "show-events",
  "show-kind",
  "show-labels",
  "show-managed-fields",
  "stdin",
  "sum",
  "timestamps",
  "tty",
  "validate",
  "wait",
  "watch",
  "watch-only",
  "windows-line-endings",
]);

const SHORT: ReadonlyMap<string, string> = new Map([
  ["A", "all-namespaces"],
  ["c", "container"],
  ["e", "env"],
  ["f", "filename"],
  ["h", "help"],
  ["i", "stdin"],
  ["k", "kustomize"],
  ["l", "selector"],
  ["L", "label-columns"],
  ["n", "namespace"],
  ["o", "output"],
  ["p", "patch"],
  ["q", "quiet"],
  ["R", "recursive"],
  ["s", "server"],
  ["t", "tty"],
  ["v", "v"],
  ["w", "watch"],
]);

/** Letters that mean something else behind one verb. */
const SHORT_OF_LOGS: ReadonlyMap<string, string> = new Map([
  ["f", "follow"],
  ["p", "previous"],
]);

/** Whether the next word belongs to the flag. */
export function takesValue(flag: string): boolean {
  return !SWITCHES.has(flag);
}

export function longFlag(letter: string, verb: string): string {
  const own = verb === "logs" ? SHORT_OF_LOGS.get(letter) : undefined;
  return own ?? SHORT.get(letter) ?? letter;
}

/** Requirements of a selector have no order, and `==` says no more than `=`. */
export function normaliseFlagValue(flag: string, value: string): string {
  if (flag === "selector" || flag === "labels" || flag === "field-selector") {
    const parts = value.replace(/==/g, "=").split(/,(?![^(]*\))/);
    return parts
      .map((part) => part.trim())
      .sort()
      .join(",");
  }
  return value;
}
