/** Flags that many commands have in common. */
import type { FlagSpec } from "./flag.ts";

const text = (name: string, help: string, more: Partial<FlagSpec> = {}): FlagSpec => ({
  name,
  type: "string",
  help,
  ...more,
});
const bool = (name: string, help: string, more: Partial<FlagSpec> = {}): FlagSpec => ({
  name,
  type: "bool",
  help,
  ...more,
});

/** Flags of every command. */
export const GLOBAL_FLAGS: readonly FlagSpec[] = [
  text("namespace", "The namespace to work in.", { short: "n" }),
  text("context", "The kubeconfig context to use."),
  text("cluster", "The kubeconfig cluster to use."),
  text("user", "The kubeconfig user to use."),
  text("kubeconfig", "Path of the kubeconfig."),
  text("server", "Address of the API server.", { short: "s" }),
  text("token", "Bearer token."),
  text("as", "User to impersonate."),
  text("as-uid", "UID to impersonate."),
  text("request-timeout", "How long to wait for one request.", { default: "0" }),
  text("cache-dir", "Folder of cached discovery."),
  text("profile", "Name of a profile to capture.", { default: "none" }),
  text("v", "Verbosity of the log.", { short: "v", default: "0" }),
  bool("insecure-skip-tls-verify", "Do not check the server's certificate."),
  bool("match-server-version", "Require that the server has the client's version."),
  bool("warnings-as-errors", "Exit with an error after a warning."),
  bool("disable-compression", "Ask for uncompressed answers."),
  { name: "as-group", type: "array", help: "Group to impersonate; may be repeated." },
];

export const FILENAME_FLAGS: readonly FlagSpec[] = [
  { name: "filename", short: "f", type: "list", help: "Files, folders or - for standard input." },
  { name: "kustomize", short: "k", type: "string", help: "Folder with a kustomization." },
  bool("recursive", "Look into folders below.", { short: "R" }),
];

export const OUTPUT_FLAGS: readonly FlagSpec[] = [
  text("output", "Output format.", { short: "o" }),
  text("template", "Template of the output format."),
  bool("show-managed-fields", "Keep managedFields in json and yaml."),
  bool("allow-missing-template-keys", "Ignore fields that a template does not find.", {
    default: "true",
  }),
];

export const DRY_RUN_FLAG: FlagSpec = text("dry-run", "none, client or server.", {
  default: "none",
  bare: "unchanged",
});

export const SELECTOR_FLAG: FlagSpec = text("selector", "Label selector.", { short: "l" });

export const FIELD_SELECTOR_FLAG: FlagSpec = text("field-selector", "Field selector.");

export const ALL_NAMESPACES_FLAG: FlagSpec = bool("all-namespaces", "All namespaces.", {
  short: "A",
});

export const VALIDATE_FLAG: FlagSpec = text("validate", "strict, warn or ignore.", {
  default: "strict",
  bare: "strict",
});

/** Deprecated, and in every second tutorial. */
export const RECORD_FLAG: FlagSpec = bool("record", "Write the command into the change cause.");

export const FIELD_MANAGER_FLAG: FlagSpec = text("field-manager", "Name of the field manager.");

export { bool as boolFlag, text as textFlag };

export function intFlag(name: string, help: string, more: Partial<FlagSpec> = {}): FlagSpec {
  return { name, type: "int", help, ...more };
}

export function durationFlag(name: string, help: string, more: Partial<FlagSpec> = {}): FlagSpec {
  return { name, type: "duration", help, ...more };
}
