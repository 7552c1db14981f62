/**
 * `/healthz`, `/livez` and `/readyz`: what a healthy server says of its checks.
 * Not simulated: a check that fails, `exclude`.
 */

const STARTED = (
  "start-apiserver-admission-initializer generic-apiserver-start-informers " +
  "priority-and-fairness-config-consumer priority-and-fairness-filter " +
  "storage-object-count-tracker-hook start-apiextensions-informers " +
  "start-apiextensions-controllers crd-informer-synced start-system-namespaces-controller " +
  "start-cluster-authentication-info-controller start-kube-apiserver-identity-lease-controller " +
  "start-kube-apiserver-identity-lease-garbage-collector start-legacy-token-tracking-controller " +
  "start-service-ip-repair-controllers rbac/bootstrap-roles " +
  "scheduling/bootstrap-system-priority-classes priority-and-fairness-config-producer " +
  "bootstrap-controller start-kubernetes-service-cidr-controller " +
  "aggregator-reload-proxy-client-cert start-kube-aggregator-informers " +
  "apiservice-status-local-available-controller apiservice-status-remote-available-controller " +
  "apiservice-registration-controller apiservice-discovery-controller " +
  "kube-apiserver-autoregistration"
).split(" ");

const hooks = (names: readonly string[]) => names.map((name) => `poststarthook/${name}`);
const LAST_HOOKS = ["apiservice-openapi-controller", "apiservice-openapiv3-controller"];
const COMMON = [...hooks(STARTED), "autoregister-completion", ...hooks(LAST_HOOKS)];
const INFORMERS = ["etcd-readiness", "informer-sync"];

const CHECKS: Readonly<Record<string, readonly string[]>> = {
  healthz: ["ping", "log", "etcd", ...COMMON],
  livez: ["ping", "log", "etcd", ...COMMON],
  readyz: ["ping", "log", "etcd", ...INFORMERS, ...COMMON, "shutdown"],
};

/** Undefined for what is no path of health. */
export function healthText(path: string, verbose: boolean): string | undefined {
  const [, name = "", ...check] = path.split("/");
  const checks = CHECKS[name];
  if (checks === undefined) return undefined;
  if (check.length > 0) return checks.includes(check.join("/")) ? "ok" : undefined;
  if (!verbose) return "ok";
  return `${checks.map((one) => `[+]${one} ok\n`).join("")}${name} check passed\n`;
}
