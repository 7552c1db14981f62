/** `kubectl set env`: set, take away, import and list environment variables. */
import type { CommandContext } from "../../command/context.ts";
import { KubectlError, throwCollected } from "../../command/error.ts";
import { boolFlag, textFlag } from "../../command/shared-flags.ts";
import type { Verb } from "../../command/verb.ts";
import { type Container, type EnvVar, podSpecOf } from "../../resource/pod-template.ts";
import { selectObjects } from "../../resource/selection.ts";
import { changeContainers } from "./containers.ts";
import { SET_FLAGS, splitSpecs, updateTemplates } from "./update-template.ts";

export const setEnvVerb: Verb = {
  name: "env",
  summary: "Update environment variables on a pod template",
  usage: "RESOURCE/NAME KEY_1=VAL_1 ... KEY_N=VAL_N",
  flags: [
    ...SET_FLAGS,
    boolFlag("list", "Show the variables."),
    boolFlag("overwrite", "Replace what is there.", { default: "true" }),
    boolFlag("resolve", "Show values of references."),
    textFlag("containers", "Containers to change; * stands for anything.", {
      short: "c",
      default: "*",
    }),
    textFlag("from", "configmap/NAME or secret/NAME to import."),
    textFlag("prefix", "Prefix of imported names."),
    { name: "keys", type: "list", help: "Keys to import." },
    { name: "env", short: "e", type: "array", help: "KEY=VALUE; may be repeated." },
  ],
  run: setEnv,
};

function setEnv(context: CommandContext): void {
  const { flags } = context;
  const { resources, specs } = splitSpecs(context.args);
  if (resources.length === 0 && !flags.namesFiles) {
    throw new KubectlError(
      "one or more resources must be specified as <resource> <name> or <resource>/<name>",
    );
  }
  const all = [...specs, ...flags.list("env")];
  const added = all.filter((spec) => spec.includes("=")).map(readVariable);
  const removed = all.filter((spec) => !spec.includes("=")).map((spec) => spec.slice(0, -1));
  const imported = flags.text("from") === "" ? [] : importFrom(context);
  const variables = [...imported, ...added];
  if (variables.length === 0 && removed.length === 0) {
    if (flags.bool("list")) {
      listVariables(context, resources);
      return;
    }
    throw new KubectlError("at least one environment variable must be provided");
  }
  updateTemplates(context, {
    args: resources,
    operation: "env updated",
    failure: "failed to patch env update to pod template: ",
    change: (spec) =>
      changeContainers(spec, flags.text("containers"), (container) =>
        withVariables(container, variables, removed),
      ),
  });
}

function readVariable(spec: string): EnvVar {
  const equals = spec.indexOf("=");
  const name = spec.slice(0, equals);
  if (!/^[-._a-zA-Z][-._a-zA-Z0-9]*$/.test(name)) {
    throw new KubectlError(`environment variables must be of the form key=value, got ${spec}`);
  }
  return { name, value: spec.slice(equals + 1) };
}

function withVariables(
  container: Container,
  variables: readonly EnvVar[],
  removed: readonly string[],
): Container {
  const kept = (container.env ?? []).filter(({ name }) => !removed.includes(name));
  const changed = kept.map((old) => variables.findLast(({ name }) => name === old.name) ?? old);
  const fresh = variables.filter(({ name }) => !changed.some((old) => old.name === name));
  const env = [...changed, ...fresh];
  const { env: _old, ...rest } = container;
  return env.length === 0 ? rest : { ...rest, env };
}

function importFrom(context: CommandContext): readonly EnvVar[] {
  const { flags } = context;
  const [type = "", name = ""] = flags.text("from").split("/");
  const row = context.mapper.resolve(type);
  const source = context.api.get({ row, namespace: context.namespace, name });
  const keys = Object.keys((source.data ?? {}) as Readonly<Record<string, string>>).sort();
  const wanted = flags.list("keys");
  const reference = row.kind === "Secret" ? "secretKeyRef" : "configMapKeyRef";
  if (row.kind !== "Secret" && row.kind !== "ConfigMap") {
    throw new KubectlError(`unsupported resource specified in --from`);
  }
  return keys
    .filter((key) => wanted.length === 0 || wanted.includes(key))
    .map((key) => ({
      name: `${flags.text("prefix")}${key.replace(/[^a-zA-Z0-9_]/g, "_").toUpperCase()}`,
      valueFrom: { [reference]: { key, name } },
    }));
}

function listVariables(context: CommandContext, args: readonly string[]): void {
  const { infos, errors } = selectObjects(context, { args, latest: true });
  throwCollected(errors);
  for (const info of infos) {
    for (const container of podSpecOf(info.object)?.containers ?? []) {
      context.line(`# ${info.row.resource}/${info.name}, container ${container.name}`);
      for (const variable of container.env ?? []) context.line(variableText(variable));
    }
  }
}

type Reference = {
  readonly configMapKeyRef?: { readonly name: string; readonly key: string };
  readonly secretKeyRef?: { readonly name: string; readonly key: string };
  readonly fieldRef?: { readonly fieldPath: string };
};

function variableText({ name, value, valueFrom }: EnvVar): string {
  if (valueFrom === undefined) return `${name}=${value ?? ""}`;
  const { configMapKeyRef, secretKeyRef, fieldRef } = valueFrom as Reference;
  if (configMapKeyRef !== undefined) {
    return `# ${name} from configmap ${configMapKeyRef.name}, key ${configMapKeyRef.key}`;
  }
  if (secretKeyRef !== undefined) {
    return `# ${name} from secret ${secretKeyRef.name}, key ${secretKeyRef.key}`;
  }
  return `# ${name} from field path ${fieldRef?.fieldPath ?? ""}`;
}
