/**
 * `kubectl config` commands about clusters and users, and renaming a context.
 * Not simulated: reaching any other cluster than the one there is.
 */
import type { CommandContext } from "../../command/context.ts";
import { KubectlError } from "../../command/error.ts";
import { boolFlag, textFlag } from "../../command/shared-flags.ts";
import type { Verb } from "../../command/verb.ts";

/** Exactly so many words; otherwise the help comes before the error. */
export function words(context: CommandContext, count: number): readonly string[] {
  const { args } = context;
  if (args.length === count) return args;
  context.print(context.help());
  throw new KubectlError(`Unexpected args: [${args.join(" ")}]`);
}

function namesVerb(name: string, summary: string, field: "cluster" | "user"): Verb {
  return {
    name,
    summary,
    run: (context) => {
      context.line("NAME");
      for (const [one] of context.io.kubeconfig.entries(field)) context.line(one);
    },
  };
}

const SECRETS: ReadonlySet<string> = new Set(["token", "password"]);

function setVerb(
  name: string,
  summary: string,
  kind: "cluster" | "user",
  flags: readonly string[],
): Verb {
  // Flags that every command has.
  const shared = kind === "cluster" ? ["server"] : ["token"];
  return {
    name,
    summary,
    usage: "NAME",
    flags: [
      ...flags.map((flag) => textFlag(flag, "A setting of the entry.")),
      boolFlag("embed-certs", "Keep the content of files."),
    ],
    run: (context) => {
      const [entry = ""] = words(context, 1);
      const settings: Record<string, unknown> = {};
      for (const flag of [...flags, ...shared]) {
        if (!context.flags.has(flag)) continue;
        settings[flag] = SECRETS.has(flag) ? "REDACTED" : context.flags.text(flag);
      }
      if (context.flags.bool("insecure-skip-tls-verify") && kind === "cluster") {
        settings["insecure-skip-tls-verify"] = true;
      }
      context.io.kubeconfig.setEntry(kind, entry, settings);
      context.line(`${kind === "cluster" ? "Cluster" : "User"} "${entry}" set.`);
    },
  };
}

function deleteVerb(what: "cluster" | "user"): Verb {
  return {
    name: `delete-${what}`,
    summary: `Delete the specified ${what} from the kubeconfig`,
    usage: "NAME",
    run: (context) => {
      const [name = ""] = words(context, 1);
      if (!context.io.kubeconfig.removeEntry(what, name)) {
        throw new KubectlError(
          `cannot delete ${what} ${name}, not in ${context.io.kubeconfig.path}`,
        );
      }
      context.line(`deleted ${what} ${name} from ${context.io.kubeconfig.path}`);
    },
  };
}

const renameVerb: Verb = {
  name: "rename-context",
  summary: "Rename a context from the kubeconfig file",
  usage: "CONTEXT_NAME NEW_NAME",
  run: (context) => {
    const [from = "", to = ""] = words(context, 2);
    const { kubeconfig } = context.io;
    const old = kubeconfig.find(from);
    if (old === undefined) {
      throw new KubectlError(`cannot rename the context "${from}", it's not in kubeconfig`);
    }
    if (kubeconfig.find(to) !== undefined) {
      throw new KubectlError(
        `cannot rename the context "${from}", the context "${to}" already exists in kubeconfig`,
      );
    }
    kubeconfig.put({ ...old, name: to });
    kubeconfig.remove(from);
    if (kubeconfig.currentName === from) kubeconfig.use(to);
    context.line(`Context "${from}" renamed to "${to}".`);
  },
};

export const entryVerbs: readonly Verb[] = [
  namesVerb("get-clusters", "Display clusters defined in the kubeconfig", "cluster"),
  namesVerb("get-users", "Display users defined in the kubeconfig", "user"),
  deleteVerb("cluster"),
  deleteVerb("user"),
  renameVerb,
  setVerb("set-cluster", "Set a cluster entry in kubeconfig", "cluster", [
    "certificate-authority",
    "proxy-url",
    "tls-server-name",
  ]),
  setVerb("set-credentials", "Set a user entry in kubeconfig", "user", [
    "client-certificate",
    "client-key",
    "username",
    "password",
    "exec-command",
    "exec-api-version",
  ]),
];
