/** `auth can-i --list`: the rules that hold for the user in a namespace. */
import type { CommandContext } from "../../command/context.ts";
import { alignTable } from "../../text/columns.ts";
import { type PolicyRule, ruleLines } from "../../text/policy-rule.ts";

type RulesStatus = {
  readonly resourceRules?: readonly PolicyRule[];
  readonly nonResourceRules?: readonly PolicyRule[];
  readonly incomplete?: boolean;
  readonly evaluationError?: string;
};

export function listRules(context: CommandContext): void {
  const row = context.mapper.resolve("selfsubjectrulesreviews");
  const review = context.api.create(row, undefined, {
    apiVersion: "authorization.k8s.io/v1",
    kind: "SelfSubjectRulesReview",
    metadata: {},
    spec: { namespace: context.namespace },
  });
  const status = (review.status ?? {}) as RulesStatus;
  if (status.incomplete === true) {
    const why = status.evaluationError ? `: ${status.evaluationError}` : "";
    context.errorLine(`warning: the list may be incomplete${why}`);
  }
  const rules = [...(status.resourceRules ?? []), ...(status.nonResourceRules ?? [])];
  const titles = ["Resources", "Non-Resource URLs", "Resource Names", "Verbs"];
  const rows = ruleLines(rules).map((line) => line.split("\t"));
  context.print(alignTable(context.flags.bool("no-headers") ? rows : [titles, ...rows]));
}
