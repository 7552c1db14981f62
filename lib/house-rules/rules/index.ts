/** Every house rule, one file each. */
import type { HouseRule } from "../rule.ts";
import { fileHeader } from "./file-header.ts";
import { fileName } from "./file-name.ts";
import { fileSize } from "./file-size.ts";
import { functionSize } from "./function-size.ts";
import { lineWidth } from "./line-width.ts";
import { listed } from "./listed.ts";
import { namedExports } from "./named-exports.ts";
import { notSimulatedForm } from "./not-simulated.ts";
import { oneImporter } from "./one-importer.ts";
import { pureSimulator } from "./pure-simulator.ts";
import { serverOnly } from "./server-only.ts";
import { unfinished } from "./unfinished.ts";

export const houseRules: readonly HouseRule[] = [
  pureSimulator,
  fileHeader,
  fileName,
  fileSize,
  functionSize,
  lineWidth,
  listed,
  namedExports,
  notSimulatedForm,
  oneImporter,
  serverOnly,
  unfinished,
];
