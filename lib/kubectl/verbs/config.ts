/** `kubectl config`: contexts and their namespaces. */
import { toYaml } from "#lib/manifest";
import type { CommandContext } from "../command/context.ts";
import { KubectlError } from "../command/error.ts";
import { boolFlag, OUTPUT_FLAGS, textFlag } from "../command/shared-flags.ts";
import type { Verb } from "../command/verb.ts";
import type { KubeContext, Kubeconfig } from "../kubeconfig.ts";
import { choosePrinter } from "../printers/index.ts";
import { alignTable } from "../text/columns.ts";
import { entryVerbs, words } from "./config/entries.ts";
import { settingVerbs } from "./config/settings.ts";

const currentContextVerb: Verb = {
  name: "current-context",
  summary: "Display the current-context",
  run: (context) => {
    const { currentName } = context.io.kubeconfig;
    if (currentName === "") throw new KubectlError("current-context is not set");
    context.line(currentName);
  },
};

const getContextsVerb: Verb = {
  name: "get-contexts",
  summary: "Describe one or many contexts",
  usage: "[(-o|--output=)name)]",
  flags: [
    textFlag("output", "Only name.", { short: "o" }),
    boolFlag("no-headers", "Leave the header line out."),
  ],
  run: getContexts,
};

const setContextVerb: Verb = {
  name: "set-context",
  summary: "Set a context entry in kubeconfig",
  usage: "[NAME | --current] [--cluster=name] [--user=name] [--namespace=name]",
  flags: [boolFlag("current", "Change the current context.")],
  run: setContext,
};

const useContextVerb: Verb = {
  name: "use-context",
  aliases: ["use"],
  summary: "Set the current-context in a kubeconfig file",
  usage: "CONTEXT_NAME",
  examples: [["Use the context for the minikube cluster", "kubectl config use-context minikube"]],
  run: useContext,
};

const deleteContextVerb: Verb = {
  name: "delete-context",
  summary: "Delete the specified context from the kubeconfig",
  usage: "NAME",
  run: (context) => {
    const name = oneName(context);
    if (context.io.kubeconfig.find(name) === undefined) {
      throw new KubectlError(`cannot delete context ${name}, not in ${context.io.kubeconfig.path}`);
    }
    if (context.io.kubeconfig.currentName === name) {
      context.errorLine(
        'warning: this removed your active context, use "kubectl config use-context" to select a different one',
      );
    }
    context.io.kubeconfig.remove(name);
    context.line(`deleted context ${name} from ${context.io.kubeconfig.path}`);
  },
};

const viewVerb: Verb = {
  name: "view",
  summary: "Display merged kubeconfig settings",
  flags: [
    ...OUTPUT_FLAGS,
    boolFlag("minify", "Only what the current context uses."),
    boolFlag("flatten", "Include the content of files."),
    boolFlag("raw", "Show secrets."),
  ],
  run: view,
};

export const configVerb: Verb = {
  name: "config",
  summary: "Modify kubeconfig files",
  usage: "SUBCOMMAND",
  verbs: [
    currentContextVerb,
    deleteContextVerb,
    getContextsVerb,
    setContextVerb,
    useContextVerb,
    viewVerb,
    ...entryVerbs,
    ...settingVerbs,
  ],
};

function oneName(context: CommandContext): string {
  const [name = ""] = words(context, 1);
  return name;
}

function getContexts(context: CommandContext): void {
  const { flags, args, io } = context;
  const { contexts, currentName } = io.kubeconfig;
  const wanted = args.length === 0 ? contexts : contexts.filter(({ name }) => args.includes(name));
  if (flags.text("output") === "name") {
    for (const { name } of wanted) context.line(name);
  } else {
    const rows = wanted.map((one) => [
      one.name === currentName ? "*" : "",
      one.name,
      one.cluster,
      one.user,
      one.namespace,
    ]);
    const header = ["CURRENT", "NAME", "CLUSTER", "AUTHINFO", "NAMESPACE"];
    context.print(alignTable(flags.bool("no-headers") ? rows : [header, ...rows]));
  }
  const missing = args.find((name) => io.kubeconfig.find(name) === undefined);
  if (missing !== undefined) throw new KubectlError(`context ${missing} not found`);
}

function setContext(context: CommandContext): void {
  const { flags, args, io } = context;
  const current = flags.bool("current");
  const name = current ? io.kubeconfig.currentName : (args[0] ?? "");
  if (name === "") {
    throw new KubectlError("you must specify a non-empty context name or --current");
  }
  if (current && args.length > 0) {
    throw new KubectlError("you cannot specify both a context name and --current");
  }
  const old = io.kubeconfig.find(name);
  const pick = (flag: string, value: string) => (flags.has(flag) ? flags.text(flag) : value);
  const changed: KubeContext = {
    name,
    cluster: pick("cluster", old?.cluster ?? ""),
    user: pick("user", old?.user ?? ""),
    namespace: pick("namespace", old?.namespace ?? ""),
  };
  io.kubeconfig.put(changed);
  context.line(`Context "${name}" ${old === undefined ? "created" : "modified"}.`);
}

function useContext(context: CommandContext): void {
  const name = oneName(context);
  if (context.io.kubeconfig.find(name) === undefined) {
    throw new KubectlError(`no context exists with the name: ${JSON.stringify(name)}`);
  }
  context.io.kubeconfig.use(name);
  context.line(`Switched to context "${name}".`);
}

function view(context: CommandContext): void {
  const { flags, io } = context;
  const { contexts, currentName } = io.kubeconfig;
  const shown = flags.bool("minify")
    ? contexts.filter(({ name }) => name === currentName)
    : contexts;
  const config = kubeconfigObject(io.kubeconfig, shown, flags.bool("minify"));
  const printer = choosePrinter(context);
  if (printer !== undefined) {
    context.print(printer(config, 0));
    return;
  }
  context.print(toYaml(config));
}

function kubeconfigObject(
  kubeconfig: Kubeconfig,
  contexts: readonly KubeContext[],
  usedOnly: boolean,
) {
  const entries = (kind: "cluster" | "user") =>
    kubeconfig
      .entries(kind)
      .filter(([name]) => !usedOnly || contexts.some((context) => context[kind] === name));
  return {
    apiVersion: "v1",
    kind: "Config",
    clusters: entries("cluster").map(([name, cluster]) => ({ cluster, name })),
    contexts: contexts.map(({ name, cluster, user, namespace }) => ({
      context: { cluster, ...(namespace === "" ? {} : { namespace }), user },
      name,
    })),
    "current-context": kubeconfig.currentName,
    users: entries("user").map(([name, user]) => ({ name, user })),
  };
}
