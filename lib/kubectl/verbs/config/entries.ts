/**
 * `kubectl config` commands about clusters and users, and renaming a context.
 * Not simulated: clusters and users that no context names; they are said to be set, not kept.
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
      const names = new Set(context.io.kubeconfig.contexts.map((one) => one[field]));
      context.line("NAME");
      for (const one of [...names].sort()) context.line(one);
    },
  };
}

function setVerb(name: string, summary: string, title: string, flags: readonly string[]): Verb {
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
      context.line(`${title} "${entry}" set.`);
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
      const known = context.io.kubeconfig.contexts.some((one) => one[what] === name);
      if (!known) throw new KubectlError(`cannot delete ${what} ${name}, not in kubeconfig`);
      context.line(`deleted ${what} ${name} from kubeconfig`);
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
  setVerb("set-cluster", "Set a cluster entry in kubeconfig", "Cluster", [
    "certificate-authority",
    "proxy-url",
    "tls-server-name",
  ]),
  setVerb("set-credentials", "Set a user entry in kubeconfig", "User", [
    "client-certificate",
    "client-key",
    "username",
    "password",
    "exec-command",
    "exec-api-version",
  ]),
];
