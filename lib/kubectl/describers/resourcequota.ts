/** `describe resourcequota` */
import { goValue } from "../text/go-value.ts";
import { type Describer, fieldsOf } from "./describer.ts";

const NO_REQUEST =
  "Matches all pods that do not have resource requirements set. These pods have a best effort quality of service.";
const REQUEST =
  "Matches all pods that have at least one resource requirement set. These pods have a burstable or guaranteed quality of service.";
const DEADLINE =
  "Matches all pods that have an active deadline. These pods have a limited lifespan on a node before being actively terminated by the system.";
const NO_DEADLINE =
  "Matches all pods that do not have an active deadline. These pods usually include long running pods whose container command is not expected to terminate.";

const HELP: Readonly<Record<string, string>> = {
  BestEffort: NO_REQUEST,
  NotBestEffort: REQUEST,
  Terminating: DEADLINE,
  NotTerminating: NO_DEADLINE,
};

export const resourceQuotaDescriber: Describer = {
  kind: "ResourceQuota",
  describe: ({ object, out }) => {
    const scopes = [...((fieldsOf(object.spec).scopes ?? []) as readonly string[])].sort();
    const { hard, used } = fieldsOf(object.status);
    out.line(0, `Name:\t${object.metadata.name}`);
    out.line(0, `Namespace:\t${object.metadata.namespace ?? ""}`);
    if (scopes.length > 0) out.line(0, `Scopes:\t${scopes.join(", ")}`);
    for (const scope of scopes) if (HELP[scope] !== undefined) out.line(0, ` * ${HELP[scope]}`);
    out.line(0, "Resource\tUsed\tHard");
    out.line(0, "--------\t----\t----");
    for (const name of Object.keys(fieldsOf(hard)).sort()) {
      const amounts = [fieldsOf(used)[name] ?? "0", fieldsOf(hard)[name]].map(goValue);
      out.line(0, `${name}\t${amounts.join("\t")}`);
    }
  },
};
