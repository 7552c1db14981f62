/** The names that a policy's expressions may use, and the types of what stands behind them. */
import {
  BOOL,
  type CelScope,
  type CelType,
  compileChecked,
  DOUBLE,
  DYN,
  INT,
  isDyn,
  listOf,
  mapOf,
  objectType,
  STRING,
  scalarType,
  TIMESTAMP,
} from "#lib/cel";
import { type FieldType, modelOf, type SchemaModel } from "../../../api/schema.ts";
import type { ValidatingAdmissionPolicySpec } from "../../../api/types.generated.ts";

export type ScopeOptions = {
  /** The type of the object in question; anything when it is not known yet. */
  readonly object?: CelType;
  readonly hasParams: boolean;
  readonly hasAuthorizer: boolean;
  /** Undefined where a policy without variables may not speak of them. */
  readonly variables?: ReadonlyMap<string, CelType>;
};

export function policyScope(options: ScopeOptions): CelScope {
  const { object = DYN, hasAuthorizer, hasParams, variables } = options;
  const scope = new Map<string, CelType>([
    ["object", object],
    ["oldObject", object],
    ["request", requestType],
    ["namespaceObject", modelType("Namespace")],
  ]);
  if (hasParams) scope.set("params", DYN);
  if (hasAuthorizer) scope.set("authorizer", scalarType("kubernetes.authorization.Authorizer"));
  if (variables !== undefined) {
    scope.set(
      "variables",
      objectType("kubernetes.variables", (name) => variables.get(name)),
    );
  }
  return scope;
}

/** The types of a policy's variables; each may use those before it. */
export function variableTypes(
  spec: ValidatingAdmissionPolicySpec,
  options: Omit<ScopeOptions, "variables">,
): ReadonlyMap<string, CelType> {
  const types = new Map<string, CelType>();
  for (const { name, expression } of spec.variables ?? []) {
    const compiled = compileChecked(expression, policyScope({ ...options, variables: types }));
    types.set(name, compiled.ok ? compiled.value.type : DYN);
  }
  return types;
}

/** Types of objects as the built-in schema tells them. */
export function modelType(name: string): CelType {
  const model = modelOf(name);
  return model === undefined ? DYN : typeOfModel(model, name);
}

function typeOfModel(model: SchemaModel, path: string): CelType {
  return objectType(path, (name) => {
    const field = model.fields.get(name);
    return field === undefined ? undefined : typeOfField(field.type, `${path}.${name}`);
  });
}

function typeOfField(type: FieldType, path: string): CelType {
  switch (type.kind) {
    case "model": {
      const model = modelOf(type.model);
      return model === undefined ? DYN : typeOfModel(model, path);
    }
    case "list":
      return listOf(typeOfField(type.item, `${path}.@idx`));
    case "map":
      return mapOf(STRING, typeOfField(type.value, `${path}.@elem`));
    case "int32":
    case "int64":
      return INT;
    case "number":
      return DOUBLE;
    case "boolean":
      return BOOL;
    case "string":
    case "bytes":
      return STRING;
    case "time":
    case "micro-time":
      return TIMESTAMP;
    default:
      return DYN;
  }
}

const KIND = fields("kubernetes.GroupVersionKind", {
  group: STRING,
  version: STRING,
  kind: STRING,
});
const RESOURCE = fields("kubernetes.GroupVersionResource", {
  group: STRING,
  version: STRING,
  resource: STRING,
});

const requestType = fields("kubernetes.AdmissionRequest", {
  kind: KIND,
  resource: RESOURCE,
  subResource: STRING,
  requestKind: KIND,
  requestResource: RESOURCE,
  requestSubResource: STRING,
  name: STRING,
  namespace: STRING,
  operation: STRING,
  userInfo: fields("kubernetes.UserInfo", {
    username: STRING,
    uid: STRING,
    groups: listOf(STRING),
    extra: mapOf(STRING, listOf(STRING)),
  }),
  dryRun: BOOL,
  options: DYN,
});

function fields(name: string, types: Readonly<Record<string, CelType>>): CelType {
  return objectType(name, (field) => types[field]);
}

/** Whether an expression's type is one of those that are asked for. */
export function isOneOf(type: CelType, wanted: readonly CelType[]): boolean {
  return (
    isDyn(type) ||
    wanted.some((one) => one.kind === "scalar" && type.kind === "scalar" && one.name === type.name)
  );
}
