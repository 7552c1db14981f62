/** Every kubectl command, in the order of its help. */
import type { Verb } from "../command/verb.ts";
import { applyVerb } from "./apply.ts";
import { createVerb } from "./create.ts";
import { getVerb } from "./get.ts";

export const verbs: readonly Verb[] = [createVerb, getVerb, applyVerb];
