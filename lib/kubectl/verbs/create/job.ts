/** `kubectl create job` and `kubectl create cronjob` */
import type { CommandContext } from "../../command/context.ts";
import { KubectlError } from "../../command/error.ts";
import { textFlag } from "../../command/shared-flags.ts";
import type { Verb } from "../../command/verb.ts";
import { CREATE_FLAGS, createTyped, nameOf, splitAtDash } from "./create-typed.ts";

export const createJobVerb: Verb = {
  name: "job",
  summary: "Create a job",
  usage: "NAME --image=image [--from=cronjob/name] -- [COMMAND] [args...]",
  flags: [
    ...CREATE_FLAGS,
    textFlag("image", "Image to run."),
    textFlag("from", "cronjob/NAME to run now."),
  ],
  run: (context) => {
    const { words, command } = splitAtDash(context);
    const name = nameOf(context, words);
    const { flags } = context;
    const [image, from] = [flags.text("image"), flags.text("from")];
    if ((image === "") === (from === "")) {
      throw new KubectlError("either --image or --from must be specified");
    }
    if (from !== "" && command.length > 0) {
      throw new KubectlError("cannot specify --from and command");
    }
    const job = from === "" ? jobOf(name, image, command) : jobFrom(context, name, from);
    const failure = "failed to create job: ";
    createTyped(context, { apiVersion: "batch/v1", kind: "Job", object: job, failure });
  },
};

export const createCronJobVerb: Verb = {
  name: "cronjob",
  aliases: ["cj"],
  summary: "Create a cron job",
  usage: "NAME --image=image --schedule='0/5 * * * ?' -- [COMMAND] [args...]",
  flags: [
    ...CREATE_FLAGS,
    textFlag("image", "Image to run."),
    textFlag("schedule", "Schedule in cron's form."),
    textFlag("restart", "Restart policy of the pods."),
  ],
  required: ["image", "schedule"],
  run: (context) => {
    const { words, command } = splitAtDash(context);
    const name = nameOf(context, words);
    const { flags } = context;
    const restart = flags.text("restart") === "" ? "OnFailure" : flags.text("restart");
    const jobTemplate = {
      metadata: { name },
      spec: { template: podTemplate(name, flags.text("image"), command, restart) },
    };
    const object = {
      metadata: { name },
      spec: { schedule: flags.text("schedule"), jobTemplate },
      status: {},
    };
    const failure = "failed to create cronjob: ";
    createTyped(context, { apiVersion: "batch/v1", kind: "CronJob", object, failure });
  },
};

function podTemplate(name: string, image: string, command: readonly string[], restart: string) {
  const container = { name, image, ...(command.length > 0 ? { command } : {}), resources: {} };
  return { metadata: {}, spec: { containers: [container], restartPolicy: restart } };
}

function jobOf(name: string, image: string, command: readonly string[]) {
  return {
    metadata: { name },
    spec: { template: podTemplate(name, image, command, "Never") },
    status: {},
  };
}

function jobFrom(context: CommandContext, name: string, from: string) {
  const [type = "", cronName] = from.split("/");
  const row = context.mapper.resolve(type);
  if (cronName === undefined) {
    throw new KubectlError("resource(s) were provided, but no name was specified");
  }
  if (row.kind !== "CronJob") {
    throw new KubectlError(
      `from must be an existing cronjob: ${row.kind === "" ? type : row.kind} is not a cronjob`,
    );
  }
  const cron = context.api.get({ row, namespace: context.namespace, name: cronName });
  const template = (cron.spec as { readonly jobTemplate: JobTemplate }).jobTemplate;
  const annotations = {
    ...template.metadata?.annotations,
    "cronjob.kubernetes.io/instantiate": "manual",
  };
  const owner = {
    apiVersion: "batch/v1",
    kind: "CronJob",
    name: cron.metadata.name,
    uid: cron.metadata.uid,
    controller: true,
  };
  const labels = template.metadata?.labels;
  return {
    metadata: {
      name,
      ...(labels === undefined ? {} : { labels }),
      annotations,
      ownerReferences: [owner],
    },
    spec: template.spec,
    status: {},
  };
}

type JobTemplate = {
  readonly metadata?: {
    readonly annotations?: Readonly<Record<string, string>>;
    readonly labels?: Readonly<Record<string, string>>;
  };
  readonly spec: unknown;
};
