/** Whole commands on a small cluster, where the recorded cases do not look. */
import { beforeEach, describe, expect, test } from "vitest";
import { type Cluster, createCluster } from "#lib/simulator";
import { completeKubectl } from "./complete.ts";
import { createKubeconfig, type Kubeconfig } from "./kubeconfig.ts";
import { runKubectl } from "./run.ts";

let cluster: Cluster;
let kubeconfig: Kubeconfig;

beforeEach(() => {
  cluster = createCluster({ flavour: "learner", seed: 1 });
  cluster.settle();
  kubeconfig = createKubeconfig();
});

function kubectl(line: string, files: Readonly<Record<string, string>> = {}) {
  const result = runKubectl(line.split(" "), {
    client: cluster.client(),
    kubeconfig,
    readFile: (path) => files[path],
    listFiles: () => undefined,
  });
  cluster.settle();
  return result;
}

/** The text of a command that succeeds. */
function said(line: string): string {
  const { exitCode, stdout, stderr } = kubectl(line);
  expect({ line, exitCode, stderr }).toEqual({ line, exitCode: 0, stderr: "" });
  return stdout;
}

describe("describe node", () => {
  test("adds up what its pods ask for, and their share of the node", () => {
    said("create deployment web --image=nginx --replicas=3");
    said("set resources deployment web --requests=cpu=100m,memory=64Mi --limits=cpu=200m");
    const names = said("get pods -o jsonpath={.items[?(@.spec.nodeName=='node01')].metadata.name}");
    const on = names.split(" ").length;
    const text = said("describe node node01");
    expect(text).toContain(`Non-terminated Pods:          (${on} in total)`);
    expect(text).toMatch(/^ {2}default +web-\S+ +100m \(2%\) +200m \(5%\) +64Mi \(0%\) +0 \(0%\)/m);
    expect(text).toMatch(new RegExp(`^  cpu +${on}00m \\(\\d%\\) +${on * 2}00m`, "m"));
    expect(text).toContain("Taints:             <none>\nUnschedulable:      false\n");
    expect(text).toMatch(/^ {2}Ready +True .*KubeletReady +kubelet is posting ready status$/m);
    expect(text).toMatch(/^Addresses:\n {2}InternalIP: {2}[\d.]+\n {2}Hostname: {4}node01$/m);
  });

  test("a taint and a cordon", () => {
    said("taint nodes node01 gpu=yes:NoSchedule");
    expect(said("cordon node01")).toBe("node/node01 cordoned\n");
    expect(said("cordon node01")).toBe("node/node01 already cordoned\n");
    const text = said("describe node node01");
    expect(text).toMatch(/^Taints: +gpu=yes:NoSchedule$/m);
    expect(text).toContain("Unschedulable:      true\n");
    expect(said("uncordon node01")).toBe("node/node01 uncordoned\n");
  });
});

describe("drain", () => {
  test("refuses pods that nobody would make again, and goes on when forced", () => {
    said("run solo --image=nginx");
    const node = said("get pod solo -o jsonpath={.spec.nodeName}");
    const refused = kubectl(`drain ${node}`);
    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toContain("cannot delete Pods that declare no controller");
    const forced = kubectl(`drain ${node} --force --disable-eviction`);
    expect(forced.exitCode).toBe(0);
    expect(forced.stdout).toContain(`node/${node} drained`);
    expect(kubectl("get pod solo").stderr).toContain("not found");
  });

  test("tells what it would do", () => {
    said("create deployment web --image=nginx");
    const node = said("get pods -o jsonpath={.items[0].spec.nodeName}");
    const { stdout } = kubectl(`drain ${node} --dry-run=client`);
    expect(stdout).toContain(`node/${node} cordoned (dry run)`);
    expect(said(`get node ${node} -o jsonpath={.spec.unschedulable}`)).toBe("");
  });
});

describe("set env", () => {
  test("sets, lists, removes, and reads a ConfigMap", () => {
    said("create deployment web --image=nginx");
    expect(said("set env deployment/web A=1 B=x")).toBe("deployment.apps/web env updated\n");
    const listed = "# Deployment web, container nginx\n";
    expect(said("set env deployment/web --list")).toBe(`${listed}A=1\nB=x\n`);
    said("set env deployment/web A-");
    expect(said("set env deployment/web --list")).toBe(`${listed}B=x\n`);
    said("create configmap conf --from-literal=colour=red");
    kubectl("set env deployment/web --from=configmap/conf --prefix=SHOP_");
    expect(said("set env deployment/web --list")).toBe(
      `${listed}B=x\n# SHOP_COLOUR from configmap conf, key colour\n`,
    );
  });
});

describe("discovery", () => {
  test("versions, sorted", () => {
    const versions = said("api-versions").trim().split("\n");
    expect(versions).toEqual([...versions].sort());
    expect(versions).toContain("apps/v1");
  });

  test("kinds of one group", () => {
    expect(said("api-resources --api-group=apps")).toBe(
      [
        "NAME                  SHORTNAMES   APIVERSION   NAMESPACED   KIND",
        "controllerrevisions                apps/v1      true         ControllerRevision",
        "daemonsets            ds           apps/v1      true         DaemonSet",
        "deployments           deploy       apps/v1      true         Deployment",
        "replicasets           rs           apps/v1      true         ReplicaSet",
        "statefulsets          sts          apps/v1      true         StatefulSet",
        "",
      ].join("\n"),
    );
  });

  test("names, kinds outside of namespaces, allowed verbs, order", () => {
    expect(said("api-resources --namespaced=false -o name").split("\n")).toContain("nodes");
    const wide = said("api-resources --verbs=list,create --sort-by=kind --no-headers -o wide");
    const kinds = wide
      .trim()
      .split("\n")
      .map((line) => /(?:true|false) +(\S+)/.exec(line)?.[1] ?? "");
    expect(kinds).toContain("Pod");
    expect(kinds).not.toContain("TokenReview");
    expect(kinds.indexOf("ConfigMap")).toBeLessThan(kinds.indexOf("Pod"));
  });

  test("the server's version and address", () => {
    expect(said("version")).toMatch(
      /^Client Version: v1\.35\.\d+\nKustomize .*\nServer Version: v1/,
    );
    expect(said("version -o yaml")).toContain("serverVersion:\n");
    expect(said("cluster-info")).toContain("Kubernetes control plane is running at https://");
  });
});

describe("run with a terminal", () => {
  test("prints what the container prints, and removes the pod", () => {
    expect(said("run it --image=busybox --restart=Never --rm -it -- echo hello")).toBe(
      'hello\npod "it" deleted from default namespace\n',
    );
    expect(kubectl("get pod it").exitCode).toBe(1);
  });

  test("fails as its container fails", () => {
    const { exitCode, stderr } = kubectl("run at --image=busybox --restart=Never -i -- false");
    expect(exitCode).toBe(1);
    expect(stderr).toContain("pod default/at terminated");
  });
});

describe("what could stand at the cursor", () => {
  const complete = (before: string, word = "") =>
    completeKubectl(
      before.split(" ").filter((part) => part !== ""),
      word,
      {
        client: cluster.client(),
        kubeconfig,
      },
    );

  test.each<[string, string, string, readonly string[]]>([
    ["verbs", "", "unc", ["uncordon"]],
    ["verbs below a verb", "rollout", "re", ["restart", "resume"]],
    ["kinds", "get", "daem", ["daemonsets"]],
    ["names of a kind", "get nodes", "node", ["node01", "node02"]],
    ["names behind a slash", "describe", "node/node0", ["node/node01", "node/node02"]],
    ["nodes alone", "drain", "node0", ["node01", "node02"]],
    ["flags", "get", "--show-l", ["--show-labels"]],
    ["namespaces", "get pods -n", "kube-s", ["kube-system"]],
    ["formats", "get pods -o", "jsonpath", ["jsonpath", "jsonpath-as-json", "jsonpath-file"]],
    ["a flag's value that nobody knows", "get --selector", "", []],
    ["names in the namespace of the flag", "get sa --namespace=kube-public", "", ["default"]],
    ["no names behind a type and name", "get node/node01", "", []],
    ["nothing behind --", "exec web --", "l", []],
    ["nothing for verbs without arguments", "version", "", []],
    ["nothing of a kind that is none", "get unicorns", "", []],
  ])("%s", (_, before, word, options) => {
    expect(complete(before, word)).toEqual({ options, files: false });
  });

  test("files", () => {
    expect(complete("apply -f")).toEqual({ options: [], files: true });
  });

  test("contexts", () => {
    const { options } = complete("config use-context --context");
    expect(options).toEqual(kubeconfig.contexts.map(({ name }) => name));
  });

  test("pods in the namespace that is set", () => {
    said("run web --image=nginx");
    expect(complete("logs").options).toEqual(["web"]);
    expect(complete("logs web").options).toEqual([]);
    expect(complete("logs -n kube-public").options).toEqual([]);
  });
});

test.each([
  [
    "an unknown command",
    "gte pods",
    'unknown command "gte" for "kubectl"\n\nDid you mean this?\n\tget\n',
  ],
  ["a command of nothing like it", "fly", 'error: unknown command "fly" for "kubectl"\n'],
])("%s", (_, line, why) => {
  const { exitCode, stderr } = kubectl(line);
  expect(exitCode).toBe(1);
  expect(stderr).toContain(why);
});
