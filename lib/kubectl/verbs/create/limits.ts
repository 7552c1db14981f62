/** `kubectl create quota`, `priorityclass` and `poddisruptionbudget` */
import { KubectlError } from "../../command/error.ts";
import { boolFlag, intFlag, textFlag } from "../../command/shared-flags.ts";
import type { Verb } from "../../command/verb.ts";
import { CREATE_FLAGS, createTyped, nameOf } from "./create-typed.ts";
import { readQuantities } from "./quantities.ts";

export const createQuotaVerb: Verb = {
  name: "quota",
  aliases: ["resourcequota"],
  summary: "Create a quota with the specified name",
  usage: "NAME [--hard=key1=value1,key2=value2] [--scopes=Scope1,Scope2]",
  flags: [
    ...CREATE_FLAGS,
    textFlag("hard", "resource=quantity, joined by commas."),
    textFlag("scopes", "Scopes, joined by commas."),
  ],
  run: (context) => {
    const name = nameOf(context);
    const hard = readQuantities(context.flags.text("hard"));
    const scopes = context.flags.text("scopes");
    const spec = {
      ...(hard === undefined ? {} : { hard }),
      ...(scopes === "" ? {} : { scopes: scopes.split(",") }),
    };
    const object = { metadata: { name }, spec, status: {} };
    const failure = "failed to create quota: ";
    createTyped(context, { apiVersion: "v1", kind: "ResourceQuota", object, failure });
  },
};

export const createPriorityClassVerb: Verb = {
  name: "priorityclass",
  aliases: ["pc"],
  summary: "Create a priority class with the specified name",
  usage: "NAME --value=VALUE --global-default=BOOL",
  flags: [
    ...CREATE_FLAGS,
    intFlag("value", "The priority.", { default: "0" }),
    boolFlag("global-default", "For pods that name no class."),
    textFlag("description", "When to use it."),
    textFlag("preemption-policy", "Whether its pods push others out.", {
      default: "PreemptLowerPriority",
    }),
  ],
  run: (context) => {
    const { flags } = context;
    const description = flags.text("description");
    const object = {
      metadata: { name: nameOf(context) },
      value: flags.int("value"),
      ...(flags.bool("global-default") ? { globalDefault: true } : {}),
      ...(description === "" ? {} : { description }),
      preemptionPolicy: flags.text("preemption-policy"),
    };
    const failure = "failed to create priorityclass: ";
    createTyped(context, {
      apiVersion: "scheduling.k8s.io/v1",
      kind: "PriorityClass",
      object,
      failure,
    });
  },
};

export const createDisruptionBudgetVerb: Verb = {
  name: "poddisruptionbudget",
  aliases: ["pdb"],
  summary: "Create a pod disruption budget with the specified name",
  usage: "NAME --selector=SELECTOR --min-available=N",
  flags: [
    ...CREATE_FLAGS,
    textFlag("selector", "Labels of the pods."),
    textFlag("min-available", "How many must stay; a number or a percentage."),
    textFlag("max-unavailable", "How many may go; a number or a percentage."),
  ],
  run: (context) => {
    const name = nameOf(context);
    const { flags } = context;
    const selector = flags.text("selector");
    const [least, most] = [flags.text("min-available"), flags.text("max-unavailable")];
    if (selector === "") throw new KubectlError("a selector must be specified");
    if (least === "" && most === "") {
      throw new KubectlError("one of min-available or max-unavailable must be specified");
    }
    if (least !== "" && most !== "") {
      throw new KubectlError("min-available and max-unavailable cannot be both specified");
    }
    checkAmount(least, "min-available");
    checkAmount(most, "max-unavailable");
    const matchLabels = Object.fromEntries(
      selector.split(",").map((pair) => pair.split("=") as [string, string]),
    );
    const spec = {
      ...(least === "" ? {} : { minAvailable: amount(least) }),
      selector: { matchLabels },
      ...(most === "" ? {} : { maxUnavailable: amount(most) }),
    };
    const status = { disruptionsAllowed: 0, currentHealthy: 0, desiredHealthy: 0, expectedPods: 0 };
    const object = { metadata: { name }, spec, status };
    const failure = "failed to create poddisruptionbudgets: ";
    createTyped(context, { apiVersion: "policy/v1", kind: "PodDisruptionBudget", object, failure });
  },
};

function checkAmount(text: string, what: string): void {
  if (text !== "" && !/^[0-9]+%?$/.test(text)) {
    throw new KubectlError(`invalid format specified for ${what}`);
  }
}

function amount(text: string): number | string {
  return /^-?\d+$/.test(text) ? Number(text) : text;
}
