/** What the API server knows of IngressClasses: the controller's name never changes. */
import {
  type FieldError,
  forbiddenField,
  invalid,
  notSupported,
  required,
} from "../../api/field-error.ts";
import { dnsLabelFaults, dnsSubdomainFaults } from "../../api/name-rule.ts";
import type { IngressClass, IngressClassParametersReference } from "../../api/types.generated.ts";
import { ageOf, columns } from "../column.ts";
import { changeField, fillIn } from "../fill-in.ts";
import type { KindStrategy } from "../kind-strategy.ts";
import { checkTypedReference } from "./ingress/reference-rule.ts";

const SCOPES = ["Cluster", "Namespace"];
const PREFIXED = 'must be a domain-prefixed path (such as "acme.io/foo")';
const PATH = "[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+";

export const ingressClassStrategy: KindStrategy<IngressClass> = {
  kind: "IngressClass",

  setDefaults: (ingressClass) =>
    changeField(ingressClass, "spec", (spec) =>
      changeField(spec, "parameters", (parameters) => fillIn(parameters, { scope: "Cluster" })),
    ),

  validate({ spec }) {
    const errors: FieldError[] = [];
    checkController(spec?.controller ?? "", errors);
    if (spec?.parameters !== undefined) checkParameters(spec.parameters, errors);
    return errors;
  },

  validateUpdate({ spec }, { spec: old }) {
    if (spec?.controller === old?.controller) return [];
    return [invalid("spec.controller", spec?.controller ?? "", "field is immutable")];
  },

  columns: columns("Name", "Controller", "Parameters", "Age"),

  cells(ingressClass, { nowMs }) {
    const { metadata, spec } = ingressClass;
    return [
      metadata.name,
      spec.controller ?? "",
      spec.parameters === undefined ? "<none>" : parametersText(spec.parameters),
      ageOf(ingressClass, nowMs),
    ];
  },
};

function parametersText({ apiGroup, kind, name }: IngressClassParametersReference): string {
  return `${kind}${apiGroup === undefined ? "" : `.${apiGroup}`}/${name}`;
}

function checkController(controller: string, errors: FieldError[]): void {
  const field = "spec.controller";
  if (controller.length > 250) {
    errors.push({ field, type: "Too long", detail: "may not be more than 250 bytes" });
  }
  if (controller === "") {
    errors.push(required(field));
    return;
  }
  const [host = "", ...rest] = controller.split("/");
  const path = rest.join("/");
  if (host === "" || path === "") {
    errors.push(invalid(field, controller, PREFIXED));
    return;
  }
  for (const fault of dnsSubdomainFaults(host)) errors.push(invalid(field, host, fault));
  if (!new RegExp(`^${PATH}$`).test(path)) {
    const why = `Invalid path (regex used for validation is '${PATH}')`;
    errors.push(invalid(field, path, why));
  }
}

function checkParameters(parameters: IngressClassParametersReference, errors: FieldError[]): void {
  const at = "spec.parameters";
  checkTypedReference(parameters, at, errors);
  const { namespace, scope } = parameters;
  if (scope === undefined) errors.push(required(`${at}.scope`));
  else if (!SCOPES.includes(scope)) errors.push(notSupported(`${at}.scope`, scope, SCOPES));
  else if (scope === "Cluster" && namespace !== undefined) {
    errors.push(forbiddenField(`${at}.namespace`, "`parameters.scope` is set to 'Cluster'"));
  } else if (scope === "Namespace" && namespace === undefined) {
    errors.push(required(`${at}.namespace`, "`parameters.scope` is set to 'Namespace'"));
  } else if (namespace !== undefined) {
    for (const fault of dnsLabelFaults(namespace)) {
      errors.push(invalid(`${at}.namespace`, namespace, fault));
    }
  }
}
