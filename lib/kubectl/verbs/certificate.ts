/** `kubectl certificate approve|deny`: a condition on a signing request. */
import { formatTime, type KubeObject } from "#lib/simulator";
import type { CommandContext } from "../command/context.ts";
import { KubectlError, ServerError, throwCollected } from "../command/error.ts";
import { boolFlag, FILENAME_FLAGS, OUTPUT_FLAGS } from "../command/shared-flags.ts";
import type { Verb } from "../command/verb.ts";
import type { Info } from "../resource/manifest-input.ts";
import { resultPrinter } from "../resource/result.ts";
import { selectObjects } from "../resource/selection.ts";

type Decision = {
  readonly type: "Approved" | "Denied";
  readonly opposite: string;
  readonly reason: string;
  readonly message: string;
  readonly done: string;
};

const APPROVE: Decision = {
  type: "Approved",
  opposite: "Denied",
  reason: "KubectlApprove",
  message: "This CSR was approved by kubectl certificate approve.",
  done: "approved",
};

const DENY: Decision = {
  type: "Denied",
  opposite: "Approved",
  reason: "KubectlDeny",
  message: "This CSR was denied by kubectl certificate deny.",
  done: "denied",
};

const FLAGS = [
  ...FILENAME_FLAGS,
  ...OUTPUT_FLAGS,
  boolFlag("force", "Decide even about what is decided already."),
];

export const certificateVerb: Verb = {
  name: "certificate",
  summary: "Modify certificate resources",
  usage: "SUBCOMMAND",
  alone: "help",
  verbs: [
    {
      name: "approve",
      summary: "Approve a certificate signing request",
      usage: "(-f FILENAME | NAME)",
      flags: FLAGS,
      run: (context) => decide(context, APPROVE),
    },
    {
      name: "deny",
      summary: "Deny a certificate signing request",
      usage: "(-f FILENAME | NAME)",
      flags: FLAGS,
      run: (context) => decide(context, DENY),
    },
  ],
};

function decide(context: CommandContext, decision: Decision): void {
  const { args, flags } = context;
  if (args.length === 0 && !flags.namesFiles) {
    throw new KubectlError("one or more CSRs must be specified as <name> or -f <filename>");
  }
  const words = args.map((arg) =>
    arg.includes("/") ? arg : `certificatesigningrequests.certificates.k8s.io/${arg}`,
  );
  const { infos, errors } = selectObjects(context, { args: words, latest: true });
  const print = resultPrinter(context, "none");
  const failures: Error[] = [...errors];
  for (const info of infos) {
    try {
      print(decideOne(context, info, decision), decision.done);
    } catch (error) {
      if (!(error instanceof ServerError) && !(error instanceof KubectlError)) throw error;
      failures.push(error);
    }
  }
  throwCollected(failures);
}

type Condition = { readonly type: string };

function decideOne(context: CommandContext, info: Info, decision: Decision): KubeObject {
  const { object } = info;
  const status = (object.status ?? {}) as { readonly conditions?: readonly Condition[] };
  const conditions = status.conditions ?? [];
  const has = (type: string) => conditions.some((condition) => condition.type === type);
  if (has(decision.opposite)) {
    throw new KubectlError(
      `certificate signing request "${info.name}" is already ${decision.opposite}`,
    );
  }
  if (has(decision.type) && !context.flags.bool("force")) return object;
  const { type, reason, message } = decision;
  const lastUpdateTime = formatTime(context.client.nowMs);
  const added = { type, status: "True", reason, message, lastUpdateTime };
  const wanted = {
    ...object,
    status: { ...status, conditions: has(type) ? conditions : [...conditions, added] },
  };
  return context.api.update(info, wanted, {}, "approval");
}
