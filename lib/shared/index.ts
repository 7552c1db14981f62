export { AssertionError, assert, present, unreachable } from "./assert.ts";
export type { Diagnostic, Severity, SourceRange } from "./diagnostic.ts";
export { goJsonFault } from "./go-json-fault.ts";
export type { Language } from "./language.ts";
export { QUANTITY_SUFFIXES } from "./quantity-suffix.ts";
export { failure, type Result, success } from "./result.ts";
export { sha256 } from "./sha256.ts";
