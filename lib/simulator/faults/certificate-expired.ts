/**
 * A certificate is past its end. With a kubelet's own, the API server does not let it in any more;
 * with the API server's, nobody trusts it any more.
 * https://kubernetes.io/docs/tasks/administer-cluster/kubeadm/kubeadm-certs/
 */
import { formatTime } from "../api/time.ts";
import { switchControlPlane } from "./component-stopped.ts";
import { type FaultKind, nodesOf } from "./fault-kind.ts";

export const certificateExpired: FaultKind<"certificate-expired"> = {
  fault: "certificate-expired",
  describe: ({ of, node }) =>
    `the certificate of ${of}${node === undefined ? "" : ` on ${node}`} has expired`,
  begin: ({ of, node }, site) => {
    if (of === "kubelet") {
      for (const name of nodesOf(site, node)) site.kubelets.stop(name, "connection");
      return;
    }
    const endsAt = formatTime(site.engine.nowMs);
    const why = (nowMs: number) =>
      `Unable to connect to the server: tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time ${formatTime(nowMs)} is after ${endsAt}`;
    site.cutOffClients(why);
    switchControlPlane(site, false);
  },
  end: ({ of, node }, site) => {
    if (of === "kubelet") {
      for (const name of nodesOf(site, node)) site.kubelets.start(name);
      return;
    }
    site.cutOffClients(undefined);
    switchControlPlane(site, true);
  },
};
