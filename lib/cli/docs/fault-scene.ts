/**
 * What a learner sees of each fault, row by row: the page of faults is made of these rows, and a
 * test plays them. `…` stands for what differs from run to run.
 */
import type { Fault, NodeSpec } from "#lib/simulator";

export type Sight = readonly [command: string, ...lines: readonly string[]];

export type FaultScene = {
  readonly fault: Fault;
  /** In one sentence, the mental model. */
  readonly about: string;
  readonly nodes?: readonly NodeSpec[];
  /** Typed before the fault begins. */
  readonly before?: readonly string[];
  /** Seconds from its beginning until something is typed; one when left out. */
  readonly lead?: number;
  /** Typed while it lasts. */
  readonly meanwhile?: readonly string[];
  /** Seconds from then until the learner looks. */
  readonly seconds: number;
  readonly sees: readonly Sight[];
  /** Seconds from its end until everything is as before, beyond coming to rest. */
  readonly rest?: number;
  /** Seen when it has ended. */
  readonly afterwards?: readonly Sight[];
};

const DEPLOY = "kubectl create deployment web --image=nginx:1.27 --replicas=2";
const EXPOSE = "kubectl expose deployment web --port=80";
const CLIENT = "kubectl run client --image=busybox:1.36 -- sleep infinity";
const ASK = "kubectl exec client -- wget -qO- -T 2 http://web/";
const READY = "kubectl get deployment web";

const inZone = (name: string, zone: string): NodeSpec => ({
  name,
  labels: { "topology.kubernetes.io/zone": zone },
});

const ZONES: readonly NodeSpec[] = [
  inZone("controlplane", "a"),
  inZone("node01", "b"),
  inZone("node02", "b"),
];

const NODE_SEEN: readonly Sight[] = [
  ["kubectl get nodes", "node01 NotReady …"],
  [
    "kubectl describe node node01",
    "node.kubernetes.io/unreachable:NoExecute",
    "Ready Unknown … NodeStatusUnknown Kubelet stopped posting node status.",
    "Normal NodeNotReady … node-controller Node node01 status is now: NodeNotReady",
  ],
  ["kubectl describe pods", "Warning NodeNotReady … node-controller Node is not ready"],
];

export const FAULT_SCENES: readonly FaultScene[] = [
  {
    fault: { fault: "component-stopped", component: "kube-scheduler" },
    about: "Nobody gives new pods a node, and nobody says why: there is no event at all.",
    meanwhile: [DEPLOY],
    seconds: 60,
    sees: [
      ["kubectl get pods", "web-… 0/1 Pending 0 …"],
      ["kubectl describe pods", "Node: <none>", "Events: <none>"],
    ],
    afterwards: [[READY, "web 2/2 2 2 …"]],
  },
  {
    fault: { fault: "component-stopped", component: "kube-controller-manager" },
    about: "What you write is stored, and nothing follows from it.",
    meanwhile: [DEPLOY],
    seconds: 60,
    sees: [
      [READY, "web 0/2 0 0 …"],
      ["kubectl get replicasets", "No resources found in default namespace."],
      ["kubectl describe deployment web", "Events: <none>"],
    ],
    afterwards: [[READY, "web 2/2 2 2 …"]],
  },
  {
    fault: { fault: "component-stopped", component: "kubelet", node: "node01" },
    about:
      "The node is NotReady after 50 s and its pods are told to go 300 s later; they stay Terminating, for nobody is there to end them. Their containers run on.",
    before: [DEPLOY, "kubectl get pods"],
    seconds: 60,
    sees: NODE_SEEN,
    afterwards: [
      ["kubectl get nodes", "node01 Ready …"],
      [READY, "web 2/2 2 2 …"],
    ],
  },
  {
    fault: { fault: "component-stopped", component: "coredns" },
    about: "Names are not found any more; addresses work as before.",
    before: [DEPLOY, EXPOSE, CLIENT],
    seconds: 1,
    sees: [
      [ASK, "wget: …"],
      ["kubectl get pods -l app=web", "web-… 1/1 Running 0 …"],
    ],
    afterwards: [[ASK, "<title>Welcome to nginx!</title>"]],
  },
  {
    fault: { fault: "component-stopped", component: "kube-proxy" },
    about:
      "Every node goes on with the rules that it has: new Services and new pods are not known.",
    before: [DEPLOY, EXPOSE, CLIENT],
    meanwhile: [
      "kubectl create deployment late --image=nginx:1.27",
      "kubectl expose deployment late --port=80",
    ],
    seconds: 30,
    sees: [
      ["kubectl get endpointslices", "late-… IPv4 80 10.244.…"],
      [ASK, "<title>Welcome to nginx!</title>"],
      ["kubectl exec client -- wget -qO- -T 2 http://late/", "wget: download timed out"],
    ],
    afterwards: [
      ["kubectl exec client -- wget -qO- -T 2 http://late/", "<title>Welcome to nginx!</title>"],
    ],
  },
  {
    fault: { fault: "component-stopped", component: "kube-apiserver" },
    about: "Nothing can be asked and nothing can be changed; what runs, runs on.",
    seconds: 1,
    sees: [
      [
        "kubectl get nodes",
        "The connection to the server 172.30.1.2:6443 was refused - did you specify the right host or port?",
      ],
    ],
    afterwards: [["kubectl get nodes", "controlplane Ready control-plane …"]],
  },
  {
    fault: { fault: "node-lost", node: "node01" },
    about:
      "As with a stopped kubelet, and nothing gets through to its pods, their logs or a shell in them.",
    before: [
      `kubectl run solo --image=nginx:1.27 --overrides='{"spec":{"nodeName":"node01"}}'`,
      CLIENT,
    ],
    seconds: 400,
    sees: [
      ["kubectl get nodes", "node01 NotReady …"],
      ["kubectl get pods", "solo 1/1 Terminating 0 …"],
      [
        "kubectl describe pod solo",
        "Status: Terminating (lasts …)",
        "Normal TaintManagerEviction … taint-eviction-controller Marking for deletion Pod default/solo",
      ],
      [
        "kubectl logs solo",
        'Error from server: Get "https://172.30.0.3:10250/containerLogs/default/solo/solo": dial tcp 172.30.0.3:10250: connect: no route to host',
      ],
      [
        "kubectl exec solo -- true",
        "Error from server: error dialing backend: dial tcp 172.30.0.3:10250: connect: no route to host",
      ],
    ],
    afterwards: [["kubectl get pods", "client 1/1 Running 0 …"]],
  },
  {
    fault: { fault: "node-slow", node: "node01", factor: 20 },
    about: "Everything happens, later than elsewhere: pulls, starts, and ends of containers.",
    meanwhile: [`kubectl run solo --image=nginx:1.27 --overrides='{"spec":{"nodeName":"node01"}}'`],
    seconds: 20,
    sees: [
      ["kubectl get pods", "solo 0/1 ContainerCreating 0 …"],
      ["kubectl describe pod solo", 'Normal Pulling … kubelet …Pulling image "nginx:1.27"'],
    ],
    afterwards: [["kubectl get pods", "solo 1/1 Running 0 …"]],
  },
  {
    fault: { fault: "zone-lost", zone: "b" },
    about: "All nodes of a zone fall silent; their pods go one node in ten seconds.",
    nodes: ZONES,
    before: ["kubectl create deployment web --image=nginx:1.27 --replicas=3"],
    seconds: 120,
    sees: [["kubectl get nodes", "controlplane Ready …", "node01 NotReady …", "node02 NotReady …"]],
    afterwards: [["kubectl get nodes", "node01 Ready …", "node02 Ready …"]],
  },
  {
    fault: { fault: "disk-full", node: "node01" },
    about:
      "The node says so within 10 s, keeps new pods away, and for five minutes after it is over.",
    lead: 15,
    seconds: 5,
    rest: 330,
    meanwhile: [
      `kubectl run solo --image=nginx:1.27 --overrides='{"spec":{"nodeSelector":{"kubernetes.io/hostname":"node01"}}}'`,
    ],
    sees: [
      [
        "kubectl describe node node01",
        "Taints: node.kubernetes.io/disk-pressure:NoSchedule",
        "DiskPressure True … KubeletHasDiskPressure kubelet has disk pressure",
        "Normal NodeHasDiskPressure … kubelet Node node01 status is now: NodeHasDiskPressure",
      ],
      [
        "kubectl describe pod solo",
        "Warning FailedScheduling … …2 node(s) had untolerated taint(s). …",
      ],
    ],
    afterwards: [["kubectl get pods", "solo 1/1 Running 0 …"]],
  },
  {
    fault: { fault: "memory-pressure", node: "node01" },
    about:
      "The node says so within 10 s, keeps new pods away, and evicts some that ask for less than they take.",
    seconds: 15,
    rest: 330,
    sees: [
      [
        "kubectl describe node node01",
        "Taints: node.kubernetes.io/memory-pressure:NoSchedule",
        "MemoryPressure True … KubeletHasInsufficientMemory kubelet has insufficient memory available",
        "Normal NodeHasInsufficientMemory … kubelet Node node01 status is now: NodeHasInsufficientMemory",
      ],
    ],
    afterwards: [["kubectl describe node node01", "Taints: <none>"]],
  },
  {
    fault: { fault: "registry-down", registry: "docker.io" },
    about:
      "What is not on the node yet cannot be pulled; with a longer and longer pause it is tried again.",
    meanwhile: ["kubectl run solo --image=nginx:1.27"],
    seconds: 5,
    sees: [
      ["kubectl get pods", "solo 0/1 … 0 …"],
      [
        "kubectl describe pod solo",
        'Warning Failed … kubelet …Failed to pull image "nginx:1.27": failed to pull and unpack image "docker.io/library/nginx:1.27": failed to resolve reference "docker.io/library/nginx:1.27": failed to do request: Head "https://registry-1.docker.io/v2/library/nginx/manifests/1.27": dial tcp 203.0.113.80:443: i/o timeout',
        "Warning Failed … kubelet …Error: ErrImagePull",
        'Normal BackOff … kubelet …Back-off pulling image "nginx:1.27"',
        "Warning Failed … kubelet …Error: ImagePullBackOff",
      ],
    ],
    afterwards: [["kubectl get pods", "solo 1/1 Running 0 …"]],
  },
  {
    fault: { fault: "certificate-expired", of: "kubelet", node: "node01" },
    about:
      "The API server does not let the kubelet in: as if it were stopped, but its port answers.",
    before: [DEPLOY],
    seconds: 60,
    sees: NODE_SEEN,
    afterwards: [["kubectl get nodes", "node01 Ready …"]],
  },
  {
    fault: { fault: "certificate-expired", of: "kube-apiserver" },
    about: "Nobody trusts the API server any more, neither kubectl nor its own components.",
    seconds: 1,
    sees: [
      [
        "kubectl get nodes",
        "Unable to connect to the server: tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time … is after …",
      ],
    ],
    afterwards: [["kubectl get nodes", "controlplane Ready control-plane …"]],
  },
  {
    fault: { fault: "watch-slow", component: "kube-scheduler", factor: 2000 },
    about: "The component acts late, on what was true a while ago.",
    meanwhile: [DEPLOY],
    seconds: 5,
    sees: [["kubectl get pods", "web-… 0/1 Pending 0 …"]],
    afterwards: [[READY, "web 2/2 2 2 …"]],
  },
  {
    fault: { fault: "cron-tick-twice", cronJob: "default/tick" },
    about:
      "One tick is one Job, however often the controller looks: its name follows from its time.",
    before: ['kubectl create cronjob tick --image=busybox:1.36 --schedule="* * * * *" -- true'],
    seconds: 1,
    sees: [["kubectl get cronjobs", "tick * * * * * <none> False 0 …"]],
  },
  {
    fault: { fault: "process-killed", pod: "default/solo" },
    about: "The kubelet sees that the container has ended and starts it again.",
    before: ["kubectl run solo --image=nginx:1.27"],
    seconds: 5,
    sees: [
      ["kubectl get pods", "solo 1/1 Running 1 (…) …"],
      ["kubectl describe pod solo", "Last State: Terminated", "Reason: Error", "Exit Code: 137"],
    ],
  },
];
