/** All checks over whole notes. */
import type { Check } from "./check.ts";
import { duplicateHeadings } from "./heading.ts";
import { missingImages } from "./image.ts";
import { manifestBlocks } from "./manifest-block.ts";
import { nesting } from "./nesting.ts";

export type { CheckContext } from "./check.ts";

export const checks: readonly Check[] = [manifestBlocks, duplicateHeadings, missingImages, nesting];
