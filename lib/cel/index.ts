/** CEL as Kubernetes uses it: expressions compiled once, evaluated over plain JSON. */
export { isIp, isPrefix } from "./address.ts";
export { type CelNode, fieldsRead } from "./ast.ts";
export type { CelScope } from "./check.ts";
export {
  type AccessAnswer,
  type AccessQuestion,
  CelAuthorizer,
} from "./library/authorizer.ts";
export {
  type CelError,
  type CelProgram,
  type CelVariables,
  type CheckedProgram,
  celOptional,
  celTime,
  compileCel,
  compileChecked,
} from "./program.ts";
export {
  BOOL,
  type CelType,
  DOUBLE,
  DURATION,
  DYN,
  INT,
  isAssignable,
  isDyn,
  listOf,
  mapOf,
  NULL,
  objectType,
  optionalOf,
  STRING,
  scalarType,
  sized,
  TIMESTAMP,
  typeText,
} from "./type.ts";
