/** The names by which kubectl knows a kind: plural, singular, short; all become the plural. */

/** Plural → other names; the singular by rule where it is not given. */
const RESOURCES: Readonly<Record<string, readonly string[]>> = {
  all: [],
  bindings: [],
  certificatesigningrequests: ["csr"],
  clusterrolebindings: [],
  clusterroles: [],
  componentstatuses: ["cs", "componentstatus"],
  configmaps: ["cm"],
  controllerrevisions: [],
  cronjobs: ["cj"],
  csidrivers: [],
  csinodes: [],
  csistoragecapacities: ["csistoragecapacity"],
  customresourcedefinitions: ["crd", "crds"],
  daemonsets: ["ds"],
  deployments: ["deploy"],
  endpoints: ["ep"],
  endpointslices: [],
  events: ["ev"],
  flowschemas: [],
  gatewayclasses: ["gc", "gatewayclass"],
  gateways: ["gtw"],
  horizontalpodautoscalers: ["hpa"],
  httproutes: [],
  ingressclasses: ["ingressclass"],
  ingresses: ["ing", "ingress"],
  jobs: [],
  leases: [],
  limitranges: ["limits"],
  mutatingwebhookconfigurations: [],
  namespaces: ["ns"],
  networkpolicies: ["netpol", "networkpolicy"],
  nodes: ["no"],
  persistentvolumeclaims: ["pvc"],
  persistentvolumes: ["pv"],
  poddisruptionbudgets: ["pdb"],
  pods: ["po"],
  podtemplates: [],
  priorityclasses: ["pc", "priorityclass"],
  prioritylevelconfigurations: [],
  replicasets: ["rs"],
  replicationcontrollers: ["rc"],
  resourcequotas: ["quota"],
  rolebindings: [],
  roles: [],
  runtimeclasses: ["runtimeclass"],
  secrets: [],
  serviceaccounts: ["sa"],
  services: ["svc"],
  statefulsets: ["sts"],
  storageclasses: ["sc", "storageclass"],
  validatingadmissionpolicies: ["validatingadmissionpolicy"],
  validatingwebhookconfigurations: [],
  volumeattachments: [],
};

const PLURALS: ReadonlyMap<string, string> = new Map(
  Object.entries(RESOURCES).flatMap(([plural, others]): [string, string][] => [
    [plural, plural],
    [plural.replace(/s$/, ""), plural],
    ...others.map((name): [string, string] => [name, plural]),
  ]),
);

/** `po`, `Pod`, `deployments.apps` → `pods`, `pods`, `deployments`; undefined if unknown. */
export function resourceNamed(name: string): string | undefined {
  const lower = name.toLowerCase();
  return PLURALS.get(lower) ?? PLURALS.get(lower.replace(/\..*$/, ""));
}

export function isResourceName(name: string): boolean {
  return resourceNamed(name) !== undefined;
}
