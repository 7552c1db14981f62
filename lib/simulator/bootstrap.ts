/**
 * The objects that a new cluster has before anybody does anything: namespaces, the Service
 * `kubernetes` with its endpoints, priority classes, the default storage class. Given in the order
 * in which they are created; roles, and what controllers make of all this, are not here.
 *
 * Not simulated: kube-system's own pods, flow schemas, the leases of API servers.
 */
import { base64OfText } from "./api/base64.ts";
import type { ObjectMeta } from "./api/object.ts";
import { CLUSTER_EPOCH_MS, formatTime } from "./api/time.ts";
import { CLUSTER_CA } from "./cluster-ca.ts";

export type BootstrapObject = {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Partial<ObjectMeta> & { readonly name: string };
  readonly [field: string]: unknown;
};

export type BootstrapFlavour = "recorded" | "learner";

/** Where the API server listens: the first node's address. */
const API_SERVER_ADDRESS = "172.30.1.2";
const API_SERVER_PORT = 6443;

/** To be created one after the other by a user of `system:masters`. */
export function bootstrapObjects(flavour: BootstrapFlavour): readonly BootstrapObject[] {
  return [
    ...["kube-system", "kube-public", "kube-node-lease", "default"].map(namespace),
    ...serverConfiguration(),
    ...(flavour === "learner" ? clusterInfo() : []),
    ...kubernetesService(),
    ...priorityClasses(),
    storageClass(flavour),
  ];
}

function namespace(name: string): BootstrapObject {
  return { apiVersion: "v1", kind: "Namespace", metadata: { name } };
}

/** What the API server writes down for the servers that extend it. */
function serverConfiguration(): readonly BootstrapObject[] {
  const map = (name: string, data: Readonly<Record<string, string>>): BootstrapObject => ({
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name, namespace: "kube-system" },
    data,
  });
  return [
    map("extension-apiserver-authentication", {
      "client-ca-file": CLUSTER_CA,
      "requestheader-allowed-names": '["front-proxy-client"]',
      "requestheader-client-ca-file": CLUSTER_CA,
      "requestheader-extra-headers-prefix": '["X-Remote-Extra-"]',
      "requestheader-group-headers": '["X-Remote-Group"]',
      "requestheader-username-headers": '["X-Remote-User"]',
    }),
    map("kube-apiserver-legacy-service-account-token-tracking", {
      since: formatTime(CLUSTER_EPOCH_MS).slice(0, 10),
    }),
  ];
}

/** What kubeadm lets everybody read who wants to join: where the cluster is, and its CA. */
function clusterInfo(): readonly BootstrapObject[] {
  const apiGroup = "rbac.authorization.k8s.io";
  const rbac = `${apiGroup}/v1`;
  const metadata = { name: "kubeadm:bootstrap-signer-clusterinfo", namespace: "kube-public" };
  const kubeconfig = [
    "apiVersion: v1",
    "clusters:",
    "- cluster:",
    `    certificate-authority-data: ${base64OfText(CLUSTER_CA)}`,
    `    server: https://${API_SERVER_ADDRESS}:${API_SERVER_PORT}`,
    '  name: ""',
    "kind: Config",
    "",
  ].join("\n");
  return [
    {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: "cluster-info", namespace: "kube-public" },
      data: { kubeconfig },
    },
    {
      apiVersion: rbac,
      kind: "Role",
      metadata,
      rules: [
        {
          apiGroups: [""],
          resources: ["configmaps"],
          resourceNames: ["cluster-info"],
          verbs: ["get"],
        },
      ],
    },
    {
      apiVersion: rbac,
      kind: "RoleBinding",
      metadata,
      roleRef: { apiGroup, kind: "Role", name: metadata.name },
      subjects: [{ apiGroup, kind: "User", name: "system:anonymous" }],
    },
  ];
}

function kubernetesService(): readonly BootstrapObject[] {
  const place = { name: "kubernetes", namespace: "default" };
  const ports = [{ name: "https", port: API_SERVER_PORT, protocol: "TCP" }];
  return [
    {
      apiVersion: "v1",
      kind: "Service",
      metadata: { ...place, labels: { component: "apiserver", provider: "kubernetes" } },
      spec: {
        clusterIP: "10.96.0.1",
        clusterIPs: ["10.96.0.1"],
        ports: [{ name: "https", port: 443, protocol: "TCP", targetPort: API_SERVER_PORT }],
        sessionAffinity: "None",
        type: "ClusterIP",
      },
    },
    {
      apiVersion: "v1",
      kind: "Endpoints",
      metadata: { ...place, labels: { "endpointslice.kubernetes.io/skip-mirror": "true" } },
      subsets: [{ addresses: [{ ip: API_SERVER_ADDRESS }], ports }],
    },
    {
      apiVersion: "discovery.k8s.io/v1",
      kind: "EndpointSlice",
      metadata: { ...place, labels: { "kubernetes.io/service-name": "kubernetes" } },
      addressType: "IPv4",
      endpoints: [{ addresses: [API_SERVER_ADDRESS], conditions: { ready: true } }],
      ports,
    },
  ];
}

function priorityClasses(): readonly BootstrapObject[] {
  const row = (name: string, value: number, description: string) => ({
    apiVersion: "scheduling.k8s.io/v1",
    kind: "PriorityClass",
    metadata: { name },
    description,
    value,
  });
  const cluster =
    "Used for system critical pods that must run in the cluster, but can be moved to another node if necessary.";
  const node = "Used for system critical pods that must not be moved from their current node.";
  return [
    row("system-node-critical", 2_000_001_000, node),
    row("system-cluster-critical", 2_000_000_000, cluster),
  ];
}

function storageClass(flavour: BootstrapFlavour): BootstrapObject {
  return {
    apiVersion: "storage.k8s.io/v1",
    kind: "StorageClass",
    metadata: {
      name: flavour === "recorded" ? "standard" : "local-path",
      annotations: { "storageclass.kubernetes.io/is-default-class": "true" },
    },
    provisioner: "rancher.io/local-path",
    reclaimPolicy: "Delete",
    volumeBindingMode: "WaitForFirstConsumer",
  };
}
