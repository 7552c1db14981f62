/** Commands that end with kubectl's own words, and what the kubeconfig keeps. */
import { beforeEach, describe, expect, test } from "vitest";
import { type Cluster, createCluster } from "#lib/simulator";
import { createKubeconfig, type Kubeconfig } from "./kubeconfig.ts";
import { runKubectl } from "./run.ts";

let cluster: Cluster;
let kubeconfig: Kubeconfig;

beforeEach(() => {
  cluster = createCluster({ flavour: "learner", seed: 1 });
  cluster.settle();
  kubeconfig = createKubeconfig();
});

function kubectl(line: string) {
  const io = {
    client: cluster.client(),
    kubeconfig,
    readFile: () => undefined,
    listFiles: () => undefined,
  };
  const result = runKubectl(line.split(" "), io);
  cluster.settle();
  return result;
}

test.each<readonly [title: string, lines: readonly string[], why: string]>([
  ["flags before an unknown command", ["-n x gte pods"], "before plugin name: -n"],
  ["a long flag nobody knows", ["--nope get gte"], "before plugin name: --nope"],
  ["a timeout that is none", ["get pods --request-timeout=x"], "Invalid timeout value."],
  ["a version of no resource", ["get deployments.v9.apps"], 'resource type "deployments"'],
  [
    "a current context that is gone",
    ["config delete-context kubernetes-admin@kubernetes", "get pods"],
    "context was not found",
  ],
  [
    "names behind changes",
    ["set env deploy/web A=1 b"],
    "before environment changes: deploy/web A=1 b",
  ],
  ["keys of nothing", ["set env deploy/web --keys=a"], "must be provided with --from"],
  [
    "logs of what has no pods",
    ["logs cm/kube-root-ca.crt"],
    "selector for *v1.ConfigMap not implemented",
  ],
  [
    "logs of a service without selector",
    ["logs svc/kubernetes"],
    "Service is defined without a selector",
  ],
  [
    "ports of a pod that waits",
    ["run web --image=nginx:nope", "port-forward web 80"],
    "Current status=Pending",
  ],
])("%s", (_title, lines, why) => {
  const results = lines.map(kubectl);
  expect(results.at(-1)?.exitCode).toBe(1);
  expect(results.at(-1)?.stderr).toContain(why);
});

describe("set env", () => {
  test("keeps what is there, reads Secrets, and warns of other containers", () => {
    kubectl("create deployment web --image=nginx");
    kubectl("create secret generic s --from-literal=pass=x");
    kubectl("set env deploy/web A=1");
    const kept = kubectl("set env deploy/web A=2 --overwrite=false").stderr;
    expect(kept).toContain("'A' already has a value (1), and --overwrite is false");
    const imported = kubectl("set env deploy/web --from=secret/s").stderr;
    expect(imported).toContain("Warning: key pass transferred to PASS");
    const listed = kubectl("set env deploy/web --list --resolve").stdout;
    expect(listed).toBe("# Deployment web, container nginx\nA=1\nPASS=x\n");
    const other = kubectl("set env deploy/web A=2 -c none");
    expect(other.stderr).toContain('does not have any containers matching "none"');
  });
});

describe("config", () => {
  test("keeps users and clusters, without their secrets", () => {
    kubectl("config set-credentials bob --token=abc");
    kubectl("config set-cluster other --server=https://other:6443 --insecure-skip-tls-verify");
    expect(kubectl("config get-users").stdout).toBe("NAME\nbob\nkubernetes-admin\n");
    const shown = kubectl("config view").stdout;
    expect(shown).toContain("token: REDACTED");
    expect(shown).toContain("insecure-skip-tls-verify: true");
    expect(kubectl("config view --minify").stdout).not.toContain("other");
    expect(kubectl("config delete-user bob").stdout).toBe(
      "deleted user bob from /root/.kube/config\n",
    );
    expect(kubectl("config delete-user bob").stderr).toContain("cannot delete user bob");
  });
});

test("a drain that a budget blocks tries again after five seconds", () => {
  kubectl("create deployment web --image=nginx");
  kubectl("create pdb p --selector=app=web --min-available=1");
  const pod = "{.items[0].spec.nodeName}";
  const node = kubectl(`get pods -o jsonpath=${pod}`).stdout;
  const { exitCode, stdout, stderr } = kubectl(`drain ${node} --timeout=3s`);
  expect(exitCode).toBe(1);
  expect(stdout.match(/evicting pod/g)).toHaveLength(2);
  expect(stderr).toContain("global timeout reached: 3s");
});
