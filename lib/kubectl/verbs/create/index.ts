/** What `kubectl create` can make without a manifest. */
import type { Verb } from "../../command/verb.ts";
import { createConfigMapVerb } from "./configmap.ts";
import { createDeploymentVerb } from "./deployment.ts";
import { createCronJobVerb, createJobVerb } from "./job.ts";
import { createNamespaceVerb } from "./namespace.ts";
import { createSecretVerb } from "./secret.ts";
import { createServiceVerb } from "./service.ts";
import { createServiceAccountVerb } from "./serviceaccount.ts";

export const createCommands: readonly Verb[] = [
  createConfigMapVerb,
  createCronJobVerb,
  createDeploymentVerb,
  createJobVerb,
  createNamespaceVerb,
  createSecretVerb,
  createServiceVerb,
  createServiceAccountVerb,
];
