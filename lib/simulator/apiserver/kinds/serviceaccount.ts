/** What the API server knows of ServiceAccounts. */
import type { ServiceAccount } from "../../api/types.generated.ts";
import { ageOf, columns } from "../column.ts";
import type { KindStrategy } from "../kind-strategy.ts";

const ENFORCE = "kubernetes.io/enforce-mountable-secrets";
const ADVICE =
  "deprecated in v1.32+; prefer separate namespaces to isolate access to mounted secrets";

export const serviceAccountStrategy: KindStrategy<ServiceAccount> = {
  kind: "ServiceAccount",

  warnings({ metadata }, old) {
    if (metadata.annotations?.[ENFORCE] === undefined) return [];
    if (old?.metadata.annotations?.[ENFORCE] !== undefined) return [];
    return [`metadata.annotations[${ENFORCE}]: ${ADVICE}`];
  },

  columns: columns("Name", "Age"),
  cells: (account, { nowMs }) => [account.metadata.name, ageOf(account, nowMs)],
};
