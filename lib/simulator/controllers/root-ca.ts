/** Every active namespace has the cluster's CA in a ConfigMap, for the pods that mount it. */
import { isBeingDeleted } from "../api/object.ts";
import { CLUSTER_CA } from "../cluster-ca.ts";
import type { Controller } from "./controller.ts";

const NAME = "kube-root-ca.crt";

const DESCRIPTION =
  "Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters.";

export const rootCaController: Controller = {
  name: "root-ca-certificate-publisher",
  for: "Namespace",
  watches: [
    {
      kind: "ConfigMap",
      keysFor: ({ metadata }) => (metadata.name === NAME ? [metadata.namespace ?? ""] : []),
    },
  ],

  reconcile(key, { api, cache }) {
    const namespace = cache.get("Namespace", key);
    if (namespace === undefined || isBeingDeleted(namespace)) return "done";
    const existing = cache.get("ConfigMap", `${key}/${NAME}`);
    const data = { "ca.crt": CLUSTER_CA };
    if (existing === undefined) {
      const annotations = { "kubernetes.io/description": DESCRIPTION };
      api.create("ConfigMap", { metadata: { name: NAME, namespace: key, annotations }, data });
    } else if (existing.data?.["ca.crt"] !== CLUSTER_CA) {
      api.update<"ConfigMap">({ ...existing, data });
    }
    return "done";
  },
};
