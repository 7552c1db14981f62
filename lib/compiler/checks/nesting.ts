/** Lists and quotes nested deeper than anybody reads are left out, and the note says where. */
import { LIMITS } from "../limit.ts";
import type { Check } from "./check.ts";

export const nesting: Check = ({ path, cutLines }) => {
  const line = cutLines[0];
  if (line === undefined) return [];
  return [
    {
      path,
      line,
      column: 1,
      endLine: line,
      endColumn: 2,
      severity: "warning",
      code: "note/nested-too-deep",
      message: `Unexpected list or quotation deeper than ${LIMITS.nestingMax} levels, expected fewer: the rest of it is left out`,
    },
  ];
};
