export { notSimulated } from "./not-simulated.ts";
export type { HouseRule, Sample, Violation } from "./rule.ts";
export { houseRules } from "./rules/index.ts";
export { KIND_FOLDERS } from "./rules/listed.ts";
export { isTest, readSourceFiles, type SourceFile, sourceFile } from "./source-file.ts";
