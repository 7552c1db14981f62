/** `kubectl auth can-i`, `kubectl auth reconcile` and `kubectl auth whoami` */
import type { CommandContext } from "../command/context.ts";
import { KubectlError, SilentExit } from "../command/error.ts";
import { ALL_NAMESPACES_FLAG, boolFlag, OUTPUT_FLAGS, textFlag } from "../command/shared-flags.ts";
import type { Verb } from "../command/verb.ts";
import { choosePrinter } from "../printers/index.ts";
import { alignTable } from "../text/columns.ts";
import { listRules } from "./auth/list.ts";
import { reconcileVerb } from "./auth/reconcile.ts";

const canIVerb: Verb = {
  name: "can-i",
  summary: "Check whether an action is allowed",
  usage: "VERB [TYPE | TYPE/NAME | NONRESOURCEURL]",
  flags: [
    ALL_NAMESPACES_FLAG,
    boolFlag("list", "Show all that is allowed."),
    boolFlag("quiet", "Only the exit code.", { short: "q" }),
    boolFlag("no-headers", "Leave the header line out."),
    textFlag("subresource", "Subresource such as log or scale."),
  ],
  run: canI,
};

const whoAmIVerb: Verb = {
  name: "whoami",
  summary: "Experimental: Check self subject attributes",
  flags: OUTPUT_FLAGS,
  run: whoAmI,
};

export const authVerb: Verb = {
  name: "auth",
  summary: "Inspect authorization",
  verbs: [canIVerb, reconcileVerb, whoAmIVerb],
};

type ReviewStatus = {
  readonly allowed?: boolean;
  readonly reason?: string;
  readonly evaluationError?: string;
};

function canI(context: CommandContext): void {
  const { flags, args } = context;
  if (flags.bool("list")) {
    if (args.length > 0) throw new KubectlError("list option must be specified with no arguments");
    listRules(context);
    return;
  }
  const [verb, what, name] = args;
  if (verb === undefined || what === undefined || args.length > 3) {
    throw new KubectlError(
      "you must specify two arguments: verb resource or verb resource/resourceName.\n" +
        `See '${context.path} -h' for help and examples.`,
    );
  }
  const spec = what.startsWith("/")
    ? { nonResourceAttributes: pathAttributes(context, verb, what) }
    : { resourceAttributes: attributes(context, verb, what, name) };
  const row = context.mapper.resolve("selfsubjectaccessreviews");
  const review = context.api.create(row, undefined, {
    apiVersion: "authorization.k8s.io/v1",
    kind: "SelfSubjectAccessReview",
    metadata: {},
    spec,
  });
  const status = (review.status ?? {}) as ReviewStatus;
  const allowed = status.allowed === true;
  if (!flags.bool("quiet")) {
    const reason = status.reason ? ` - ${status.reason}` : "";
    const error = status.evaluationError ? ` - ${status.evaluationError}` : "";
    context.line(allowed ? "yes" : `no${reason}${error}`);
  }
  if (!allowed) throw new SilentExit(1);
}

const RESOURCE_VERBS: ReadonlySet<string> = new Set(
  "get list watch create update patch delete deletecollection use bind impersonate * approve sign escalate attest".split(
    " ",
  ),
);
const URL_VERBS: ReadonlySet<string> = new Set(
  "get put post head options delete patch *".split(" "),
);
/** Only for the verb impersonate, and nowhere to be discovered. */
const UNDISCOVERED: ReadonlySet<string> = new Set(["users", "groups"]);

function warnUnknown(context: CommandContext, type: string): void {
  const [plain = type, ...group] = type.toLowerCase().split(".");
  const where = group.length === 0 ? "" : ` in group '${group.join(".")}'`;
  if (UNDISCOVERED.has(type.toLowerCase())) return;
  context.warn(`the server doesn't have a resource type '${plain}'${where}\n`);
}

function pathAttributes(context: CommandContext, verb: string, path: string) {
  if (!URL_VERBS.has(verb)) context.warn(`verb '${verb}' is not a known verb\n`);
  return { verb, path };
}

function attributes(
  context: CommandContext,
  verb: string,
  what: string,
  given: string | undefined,
) {
  const slash = what.indexOf("/");
  const type = slash < 0 ? what : what.slice(0, slash);
  const name = slash < 0 ? given : what.slice(slash + 1);
  const row = type === "*" ? undefined : context.mapper.find(type);
  if (row === undefined && type !== "*") warnUnknown(context, type);
  const isEverywhere = context.flags.bool("all-namespaces");
  if (row !== undefined && !row.namespaced && !isEverywhere) {
    const group = row.group === "" ? "" : ` in group '${row.group}'`;
    context.warn(`resource '${row.resource}' is not namespace scoped${group}\n`);
  }
  if (!isEverywhere && !RESOURCE_VERBS.has(verb)) {
    context.warn(`verb '${verb}' is not a known verb\n`);
  }
  const subresource = context.flags.text("subresource");
  return {
    ...(context.flags.bool("all-namespaces") ? {} : { namespace: context.namespace }),
    verb,
    group: row?.group ?? "",
    resource: row?.resource ?? type,
    ...(subresource === "" ? {} : { subresource }),
    ...(name === undefined ? {} : { name }),
  };
}

type UserInfo = {
  readonly username?: string;
  readonly uid?: string;
  readonly groups?: readonly string[];
  readonly extra?: Readonly<Record<string, readonly string[]>>;
};

function whoAmI(context: CommandContext): void {
  const row = context.mapper.resolve("selfsubjectreviews");
  const review = context.api.create(row, undefined, {
    apiVersion: "authentication.k8s.io/v1",
    kind: "SelfSubjectReview",
    metadata: {},
  });
  const printer = choosePrinter(context);
  if (printer !== undefined) {
    context.print(printer(review, 0));
    return;
  }
  const { userInfo = {} } = (review.status ?? {}) as { readonly userInfo?: UserInfo };
  const rows = [
    ["ATTRIBUTE", "VALUE"],
    ["Username", userInfo.username ?? ""],
  ];
  if (userInfo.uid !== undefined) rows.push(["UID", userInfo.uid]);
  if (userInfo.groups !== undefined) rows.push(["Groups", `[${userInfo.groups.join(" ")}]`]);
  for (const [key, values] of Object.entries(userInfo.extra ?? {}).sort()) {
    rows.push([`Extra: ${key}`, `[${values.join(" ")}]`]);
  }
  context.print(alignTable(rows));
}
