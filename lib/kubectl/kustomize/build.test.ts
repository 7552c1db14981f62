/** Kustomizations over files in memory, each with what it must print. */
import { expect, test } from "vitest";
import { toYaml } from "#lib/manifest";
import { createCluster } from "#lib/simulator";
import type { KubectlIo } from "../command/io.ts";
import { createKubeconfig } from "../kubeconfig.ts";
import { buildKustomization } from "./build.ts";

function io(files: Readonly<Record<string, string>>): KubectlIo {
  const cluster = createCluster({ flavour: "recorded", seed: 1, world: 0 });
  return {
    client: cluster.client(),
    readFile: (path) => files[path],
    listFiles: (path) => {
      const inside = Object.keys(files).filter((name) => name.startsWith(`${path}/`));
      return inside.length === 0 ? undefined : inside.map((name) => name.slice(path.length + 1));
    },
    kubeconfig: createKubeconfig(),
  };
}

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - name: app
        image: nginx:1.27
        envFrom: [{configMapRef: {name: settings}}]
      - {name: side, image: busybox}
`;
const SERVICE = `apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{port: 80}]}
`;
const BASE = {
  "base/kustomization.yaml": "resources: [deployment.yaml, service.yaml]\n",
  "base/deployment.yaml": DEPLOYMENT,
  "base/service.yaml": SERVICE,
};

function built(overlay: string, more: Readonly<Record<string, string>> = {}): string {
  const files = { ...BASE, "prod/kustomization.yaml": `resources: [../base]\n${overlay}`, ...more };
  return buildKustomization(io(files), "prod").map(toYaml).join("---\n");
}

test("prints what others need first", () => {
  const kinds = built("").match(/^kind: .*$/gm);
  expect(kinds).toEqual(["kind: Service", "kind: Deployment"]);
});

test.each([
  { name: "namespace", overlay: "namespace: shop", has: "namespace: shop" },
  { name: "prefix and suffix", overlay: "namePrefix: a-\nnameSuffix: -z", has: "name: a-web-z" },
  {
    name: "images",
    overlay: "images: [{name: nginx, newName: httpd, newTag: '2.4'}]",
    has: "image: httpd:2.4",
  },
  { name: "replicas", overlay: "replicas: [{name: web, count: 5}]", has: "replicas: 5" },
  { name: "labels reach selectors", overlay: "commonLabels: {team: x}", has: "      team: x\n" },
  {
    name: "strategic merge by name",
    overlay:
      "patches:\n- patch: |\n    apiVersion: apps/v1\n    kind: Deployment\n    metadata: {name: web}\n" +
      "    spec: {template: {spec: {containers: [{name: side, image: alpine}]}}}\n",
    has: "- image: alpine\n        name: side",
  },
  {
    name: "JSON patch with a target",
    overlay:
      "patches:\n- target: {kind: Service}\n  patch: |\n" +
      "    - {op: replace, path: /spec/ports/0/port, value: 8080}\n",
    has: "port: 8080",
  },
  {
    name: "deletion",
    overlay:
      "patches:\n- patch: |\n    apiVersion: v1\n    kind: Service\n    metadata: {name: web}\n" +
      "    $patch: delete\n",
    has: "kind: Deployment",
  },
])("changes: $name", ({ overlay, has }) => {
  expect(built(overlay)).toContain(has);
});

test("a generated ConfigMap is named by its content, and who names it follows", () => {
  const text = built("configMapGenerator: [{name: settings, literals: [a=1]}]");
  const name = /name: (settings-[a-z0-9]{10})$/m.exec(text)?.[1] ?? "none";
  expect(text.split(name)).toHaveLength(3);
});

test.each([
  {
    name: "no folder",
    path: "/gone/prod",
    says:
      "must build at directory: not a valid directory: evalsymlink failure on '/gone/prod' : " +
      "lstat /gone: no such file or directory",
  },
  {
    name: "no kustomization",
    path: "empty",
    says:
      "unable to find one of 'kustomization.yaml', 'kustomization.yml' or 'Kustomization' in " +
      "directory 'empty'",
  },
])("refuses: $name", ({ path, says }) => {
  expect(() => buildKustomization(io({ "empty/a.txt": "" }), path)).toThrow(says);
});
