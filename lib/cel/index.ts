/** CEL as Kubernetes uses it: expressions compiled once, evaluated over plain JSON. */
export { type CelError, type CelProgram, type CelVariables, compileCel } from "./program.ts";
