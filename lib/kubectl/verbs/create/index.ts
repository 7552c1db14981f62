/** What `kubectl create` can make without a manifest. */
import type { Verb } from "../../command/verb.ts";
import { createConfigMapVerb } from "./configmap.ts";
import { createDeploymentVerb } from "./deployment.ts";
import { createIngressVerb } from "./ingress.ts";
import { createCronJobVerb, createJobVerb } from "./job.ts";
import { createDisruptionBudgetVerb, createPriorityClassVerb, createQuotaVerb } from "./limits.ts";
import { createNamespaceVerb } from "./namespace.ts";
import { createClusterRoleVerb, createRoleVerb } from "./role.ts";
import { createClusterRoleBindingVerb, createRoleBindingVerb } from "./rolebinding.ts";
import { createSecretVerb } from "./secret.ts";
import { createServiceVerb } from "./service.ts";
import { createServiceAccountVerb } from "./serviceaccount.ts";
import { createTokenVerb } from "./token.ts";

export const createCommands: readonly Verb[] = [
  createClusterRoleVerb,
  createClusterRoleBindingVerb,
  createConfigMapVerb,
  createCronJobVerb,
  createDeploymentVerb,
  createIngressVerb,
  createJobVerb,
  createNamespaceVerb,
  createDisruptionBudgetVerb,
  createPriorityClassVerb,
  createQuotaVerb,
  createRoleVerb,
  createRoleBindingVerb,
  createSecretVerb,
  createServiceVerb,
  createServiceAccountVerb,
  createTokenVerb,
];
