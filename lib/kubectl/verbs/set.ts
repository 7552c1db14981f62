/** `kubectl set` and the commands below it. */
import type { Verb } from "../command/verb.ts";
import { setEnvVerb } from "./set/env.ts";
import { setImageVerb } from "./set/image.ts";
import { setResourcesVerb } from "./set/resources.ts";
import { setSelectorVerb } from "./set/selector.ts";
import { setServiceAccountVerb } from "./set/serviceaccount.ts";
import { setSubjectVerb } from "./set/subject.ts";

export const setVerb: Verb = {
  name: "set",
  summary: "Set specific features on objects",
  usage: "SUBCOMMAND [options]",
  verbs: [
    setEnvVerb,
    setImageVerb,
    setResourcesVerb,
    setSelectorVerb,
    setServiceAccountVerb,
    setSubjectVerb,
  ],
};
