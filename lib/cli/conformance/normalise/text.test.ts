/** Tables, gaps and orders: steps 1, 2, 4 and 5 of FORMAT.md, on whole outputs. */
import { describe, expect, test } from "vitest";
import { runFacts, type SeenObject } from "./run-facts.ts";
import { isHeader } from "./tables.ts";
import { normaliseText } from "./text.ts";

const replicaSet = (name: string, hash: string): SeenObject => ({
  kind: "ReplicaSet",
  metadata: { name, labels: { "pod-template-hash": hash } },
});
const seen: readonly SeenObject[] = [
  replicaSet("web-7d4b9c5f6d", "7d4b9c5f6d"),
  replicaSet("web-5c6d7f8b9c", "5c6d7f8b9c"),
  replicaSet("api-86f7cc9b44", "86f7cc9b44"),
  { kind: "Pod", metadata: { name: "web-7d4b9c5f6d-x2b4c", generateName: "web-7d4b9c5f6d-" } },
  {
    kind: "Service",
    metadata: { name: "a" },
    spec: { ports: [{ nodePort: 31234 }, { nodePort: 30080 }] },
  },
  {
    kind: "Job",
    metadata: { name: "tick-29384756", ownerReferences: [{ kind: "CronJob", name: "tick" }] },
  },
  {
    kind: "ControllerRevision",
    metadata: { name: "db-6c5d4b7f8", ownerReferences: [{ kind: "StatefulSet", name: "db" }] },
  },
];
const facts = runFacts("nodePort: 30080", seen, {
  server: "https://127.0.0.1:6443",
  home: "/case/home",
  work: "/case/work",
});
const normalise = (text: string, command: string): string =>
  normaliseText(text, command.split(" "), facts);

describe("headers", () => {
  test.each([
    { line: "NAME   READY   STATUS   RESTARTS   AGE", is: true },
    { line: "NAME", is: true },
    { line: "LAST SEEN   TYPE   REASON", is: true },
    { line: "PORT(S)   CPU%", is: true },
    { line: "  Type     Reason     Age                From     Message", is: true },
    { line: "  Type   Reason", is: false },
    { line: " Type       Resource  Min  Max", is: true },
    { line: "Name:   web", is: false },
    { line: "ABC", is: false },
    { line: "  NAME   AGE   X   Y", is: false },
  ])("$line", ({ line, is }) => {
    expect(isHeader(line)).toBe(is);
  });
});

describe("outputs", () => {
  test.each([
    {
      name: "ages in their columns only, gaps made equal, ends trimmed",
      command: "get pods",
      text: "NAME   TTL   AGE     NODE  \nweb    5s    3m20s   a\n",
      becomes: "NAME   TTL   AGE   NODE\nweb   5s   <age>   a\n",
    },
    {
      name: "a cell that is no duration stays",
      command: "get pods",
      text: "NAME   AGE\nweb    <unknown>\n",
      becomes: "NAME   AGE\nweb   <unknown>\n",
    },
    {
      name: "an empty line ends a table",
      command: "get all",
      text: "NAME   AGE\nweb    5s\n\nweb    5s\n",
      becomes: "NAME   AGE\nweb   <age>\n\nweb   5s\n",
    },
    {
      name: "without headers every duration",
      command: "get pods --no-headers",
      text: "web   1/1   5s\n",
      becomes: "web   1/1   <age>\n",
    },
    {
      name: "events of a description, sorted within type and reason",
      command: "describe pod web",
      text: [
        "Events:",
        "  Type    Reason   Age               From     Message",
        "  ----    ------   ----              ----     -------",
        "  Normal  Pulled   5s                kubelet  b",
        "  Normal  Pulled   3s (x2 over 5s)   kubelet  a",
        "  Normal  Created  3s                kubelet  c",
      ].join("\n"),
      becomes: [
        "Events:",
        "  Type   Reason   Age   From   Message",
        "  ----   ------   ----   ----   -------",
        "  Normal   Pulled   <age>   kubelet   a",
        "  Normal   Pulled   <age>   kubelet   b",
        "  Normal   Created   <age>   kubelet   c",
      ].join("\n"),
    },
    {
      name: "rows with placeholders are sorted, others keep their place",
      command: "get pods",
      text: "NAME                   N\nz                      1\nweb-7d4b9c5f6d-x2b4c   2\nweb-7d4b9c5f6d-b2b4c   1\na                      1\n",
      becomes: "NAME   N\nz   1\nweb-<hash1>-<rand>   1\nweb-<hash1>-<rand>   2\na   1\n",
    },
    {
      name: "all rows where a table says LAST SEEN",
      command: "get events",
      text: "LAST SEEN   TYPE\n5s          b\n2s          a\n",
      becomes: "LAST SEEN   TYPE\n<age>   a\n<age>   b\n",
    },
    {
      name: "hashes are numbered for each owner",
      command: "get rs -o name",
      text: "web-5c6d7f8b9c web-7d4b9c5f6d api-86f7cc9b44 db-6c5d4b7f8",
      becomes: "web-<hash2> web-<hash1> api-<hash1> db-<hash1>",
    },
    {
      name: "the tick of a cron job",
      command: "get jobs -o name",
      text: "job.batch/tick-29384756",
      becomes: "job.batch/tick-<rand>",
    },
    {
      name: "a node port that was given, not one that was asked for",
      command: "get svc",
      text: "80:31234/TCP 80:30080/TCP",
      becomes: "80:<nodeport>/TCP 80:30080/TCP",
    },
    {
      name: "places",
      command: "version",
      text: "https://127.0.0.1:6443/api 127.0.0.1:6443 /case/home/.kube /case/work/a",
      becomes: "https://<server>/api <server> <home>/.kube <work>/a",
    },
    {
      name: "waiting that ended well",
      command: "rollout status deploy/web",
      text: 'Waiting for a\nWaiting for b\ndeployment "web" successfully rolled out\n',
      becomes: 'deployment "web" successfully rolled out\n',
    },
    {
      name: "waiting that ended badly",
      command: "rollout status deploy/web",
      text: "Waiting for a\nWaiting for b\nerror: timed out\n",
      becomes: "Waiting for b\nerror: timed out\n",
    },
    {
      name: "labels of --list",
      command: "label pod web --list",
      text: "b=1\na=1\n",
      becomes: "a=1\nb=1\n",
    },
    {
      name: "reasons of a refusal",
      command: "create -f -",
      text: "* b\n* a\nx is forbidden: [maximum b, but x, minimum a]\n",
      becomes: "* a\n* b\nx is forbidden: [maximum b, but x, minimum a]\n",
    },
    {
      name: "limits in no certain order",
      command: "create -f -",
      text: "is forbidden: [minimum memory usage, maximum cpu usage, but limit is 2]",
      becomes: "is forbidden: [maximum cpu usage, but limit is 2, minimum memory usage]",
    },
    {
      name: "a stack trace of kubectl",
      command: "get pods",
      text: "panic: x\n\ngoroutine 1 [running]:\nmain.go",
      becomes: "panic: x\n\n<trace>\n",
    },
    {
      name: "a random container of create deployment",
      command: "create deployment a --image=b --dry-run=client -o yaml",
      text: "  - name: busybox-x2b4c\n    image: b\n",
      becomes: "  - name: busybox-<rand>\n    image: b\n",
    },
    {
      name: "the end of an event's name",
      command: "get events -o name",
      text: "event/web.18a2b3c4d5e6f708",
      becomes: "event/web.<id>",
    },
  ])("$name", ({ command, text, becomes }) => {
    expect(normalise(text, command)).toBe(becomes);
  });
});
