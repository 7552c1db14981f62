/** `kubectl set env`: set, take away, import and list environment variables. */
import type { CommandContext } from "../../command/context.ts";
import { KubectlError, throwCollected } from "../../command/error.ts";
import { boolFlag, textFlag } from "../../command/shared-flags.ts";
import type { Verb } from "../../command/verb.ts";
import type { Info } from "../../resource/manifest-input.ts";
import {
  type Container,
  type EnvVar,
  type PodSpec,
  podSpecOf,
  withPodSpec,
} from "../../resource/pod-template.ts";
import { selectObjects } from "../../resource/selection.ts";
import { decodeBase64 } from "../../text/base64.ts";
import { changeContainers, hasContainer } from "./containers.ts";
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
  const { flags, args } = context;
  const { resources, specs, mixed } = splitSpecs(args);
  if (mixed) {
    const given = args.join(" ");
    throw new KubectlError(`all resources must be specified before environment changes: ${given}`);
  }
  if (resources.length === 0 && !flags.namesFiles) {
    throw new KubectlError(
      "one or more resources must be specified as <resource> <name> or <resource>/<name>",
    );
  }
  if (flags.list("keys").length > 0 && flags.text("from") === "") {
    throw new KubectlError(
      "when specifying --keys, a configmap or secret must be provided with --from",
    );
  }
  const all = [...specs, ...flags.list("env")];
  const added = all.filter((spec) => spec.includes("=")).map(readVariable);
  const removed = all.filter((spec) => !spec.includes("=")).map((spec) => spec.slice(0, -1));
  const imported = flags.text("from") === "" ? [] : importFrom(context);
  const variables = [...imported, ...added];
  const pattern = flags.text("containers");
  if (flags.bool("list")) {
    const { infos, errors } = selectObjects(context, { args: resources, latest: true });
    throwCollected(errors);
    const wanted = infos.map((info) => {
      const spec = changeContainers(podSpecOf(info.object) ?? {}, pattern, (container) =>
        withVariables(container, variables, removed),
      );
      return { ...info, object: withPodSpec(info.object, spec) };
    });
    listVariables(context, wanted);
    return;
  }
  if (variables.length === 0 && removed.length === 0) {
    throwCollected(selectObjects(context, { args: resources, latest: true }).errors);
    return;
  }
  updateTemplates(context, {
    args: resources,
    operation: "env updated",
    failure: "failed to patch env update to pod template: ",
    change: (spec, info) => {
      if (!hasContainer(spec, pattern)) {
        const what = `${info.row.kind}/${info.name}`;
        context.warn(`${what} does not have any containers matching ${JSON.stringify(pattern)}`);
        return spec;
      }
      if (!flags.bool("overwrite")) refuseOverwriting(spec, info, variables);
      return changeContainers(spec, pattern, (container) =>
        withVariables(container, variables, removed),
      );
    },
  });
}

function refuseOverwriting(spec: PodSpec, info: Info, variables: readonly EnvVar[]): void {
  for (const { env = [] } of spec.containers ?? []) {
    const old = env.find(({ name }) => variables.some((one) => one.name === name));
    if (old === undefined) continue;
    throw new KubectlError(
      `${info.row.resource}/${info.name} '${old.name}' already has a value (${old.value ?? ""}), ` +
        "and --overwrite is false",
    );
  }
}

const NAME = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/;
const NAME_RULE =
  "a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or " +
  "'.', and must not start with a digit (e.g. 'my.env-name',  or 'MY_ENV.NAME',  or 'MyEnvName1', " +
  "regex used for validation is '[-._a-zA-Z][-._a-zA-Z0-9]*')";

function readVariable(spec: string): EnvVar {
  const equals = spec.indexOf("=");
  const name = spec.slice(0, equals);
  if (!NAME.test(name)) {
    throw new KubectlError(`${JSON.stringify(name)} is not a valid key name: ${NAME_RULE}`);
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
    .map((key) => {
      const name = key.replace(/[^a-zA-Z0-9_]/g, "_").toUpperCase();
      if (name !== key) context.warn(`key ${key} transferred to ${name}`);
      const valueFrom = { [reference]: { key, name: source.metadata.name } };
      return { name: `${flags.text("prefix")}${name}`, valueFrom };
    });
}

function listVariables(context: CommandContext, infos: readonly Info[]): void {
  const resolve = context.flags.bool("resolve");
  for (const info of infos) {
    for (const container of podSpecOf(info.object)?.containers ?? []) {
      context.line(`# ${info.row.kind} ${info.name}, container ${container.name}`);
      for (const variable of container.env ?? []) {
        const value = resolve ? resolvedValue(context, variable) : undefined;
        context.line(value === undefined ? variableText(variable) : `${variable.name}=${value}`);
      }
    }
  }
}

/** What a reference to a ConfigMap or Secret stands for now. */
function resolvedValue(context: CommandContext, { valueFrom }: EnvVar): string | undefined {
  const { configMapKeyRef, secretKeyRef } = (valueFrom ?? {}) as Reference;
  const reference = configMapKeyRef ?? secretKeyRef;
  if (reference === undefined) return undefined;
  const row = context.mapper.resolve(secretKeyRef === undefined ? "configmaps" : "secrets");
  const { namespace } = context;
  const { data } = context.api.get({ row, namespace, name: reference.name });
  const value = ((data ?? {}) as Readonly<Record<string, string>>)[reference.key] ?? "";
  return secretKeyRef === undefined ? value : decodeBase64(value);
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
