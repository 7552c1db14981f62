/** The describers by kind; other kinds are described field by field. */
import { configMapDescriber } from "./configmap.ts";
import { deploymentDescriber } from "./deployment.ts";
import type { Describe, Describer } from "./describer.ts";
import { describeGeneric } from "./generic.ts";
import { namespaceDescriber } from "./namespace.ts";
import { nodeDescriber } from "./node.ts";
import { podDescriber } from "./pod.ts";
import { replicaSetDescriber } from "./replicaset.ts";
import { secretDescriber } from "./secret.ts";
import { serviceDescriber } from "./service.ts";
import { serviceAccountDescriber } from "./serviceaccount.ts";

export const describers: readonly Describer[] = [
  configMapDescriber,
  deploymentDescriber,
  namespaceDescriber,
  nodeDescriber,
  podDescriber,
  replicaSetDescriber,
  secretDescriber,
  serviceDescriber,
  serviceAccountDescriber,
];

export function describeObject(run: Describe): void {
  const own = describers.find(({ kind }) => kind === run.object.kind);
  if (own === undefined) describeGeneric(run);
  else own.describe(run);
}
