/**
 * What a manifest from a note needs around it before it can be applied: its namespaces, the
 * ConfigMaps and Secrets it reads, nodes with the labels it asks for, images nobody knows.
 */
import type { Text } from "#lib/grader";
import {
  DEFAULT_NODES,
  type ImageSpec,
  isKnownImage,
  type KubeObject,
  type NodeSpec,
} from "#lib/simulator";
import type { ClusterStart } from "../scenario.ts";
import { containersOf, type PodSpecLike, podSpecOf } from "./pod-spec.ts";

export type Surroundings = { readonly start: ClusterStart; readonly assumptions: readonly Text[] };

export function surroundingsOf(objects: readonly KubeObject[]): Surroundings {
  const namespaces = missingNamespaces(objects);
  const sources = objects.flatMap((object) => missingSources(object, objects));
  const images = objects.flatMap((object) => unknownImages(podSpecOf(object)));
  const labels = wantedNodeLabels(objects);
  const start: ClusterStart = {
    flavour: "learner",
    nodes: withLabels(labels),
    images,
    objects: [...namespaces.map(namespaceNamed), ...dedupe(sources)],
    files: {},
  };
  const assumptions: Text[] = [
    ...dedupe(sources).map(({ kind, metadata }) => ({
      en: `${kind} ${metadata.name} is there already, with the keys that the manifest reads.`,
      ja: `${kind} ${metadata.name} は、マニフェストが参照するキーとともに最初から存在します。`,
    })),
    ...images.map(({ image }) => ({
      en: `The image ${image} is taken to be a server that listens on its container port.`,
      ja: `イメージ ${image} は、コンテナポートで待ち受けるサーバーとみなします。`,
    })),
    ...Object.entries(labels).map(([name, value]) => ({
      en: `One node has the label ${name}=${value}.`,
      ja: `ノードの 1 台にラベル ${name}=${value} が付いています。`,
    })),
  ];
  return { start, assumptions };
}

const BUILT_IN_NAMESPACES = ["default", "kube-system", "kube-public", "kube-node-lease"];

function missingNamespaces(objects: readonly KubeObject[]): readonly string[] {
  const given = objects
    .filter(({ kind }) => kind === "Namespace")
    .map(({ metadata }) => metadata.name);
  const used = objects.flatMap(({ metadata }) => metadata.namespace ?? []);
  return [...new Set(used)].filter(
    (name) => !given.includes(name) && !BUILT_IN_NAMESPACES.includes(name),
  );
}

function namespaceNamed(name: string): KubeObject {
  return draft("v1", "Namespace", { name });
}

/** ConfigMaps and Secrets that a pod reads and the manifest does not bring. */
function missingSources(object: KubeObject, all: readonly KubeObject[]): readonly KubeObject[] {
  const namespace = object.metadata.namespace ?? "default";
  const spec = podSpecOf(object);
  if (spec === undefined) return [];
  return referencesOf(spec).flatMap(({ kind, name, keys }) => {
    const given = all.some((one) => one.kind === kind && one.metadata.name === name);
    if (given) return [];
    const values = Object.fromEntries(keys.map((key) => [key, `value-of-${key}`]));
    const content = kind === "Secret" ? { stringData: values } : { data: values };
    return [{ ...draft("v1", kind, { name, namespace }), ...content }];
  });
}

type Reference = {
  readonly kind: "ConfigMap" | "Secret";
  readonly name: string;
  readonly keys: readonly string[];
};

function referencesOf(spec: PodSpecLike): readonly Reference[] {
  const fromContainers = containersOf(spec).flatMap(
    ({ env = [], envFrom = [] }): readonly Reference[] => [
      ...env.flatMap(({ valueFrom }) => [
        ...reference(
          "ConfigMap",
          valueFrom?.configMapKeyRef?.name,
          valueFrom?.configMapKeyRef?.key,
        ),
        ...reference("Secret", valueFrom?.secretKeyRef?.name, valueFrom?.secretKeyRef?.key),
      ]),
      ...envFrom.flatMap(({ configMapRef, secretRef }) => [
        ...reference("ConfigMap", configMapRef?.name, "KEY"),
        ...reference("Secret", secretRef?.name, "KEY"),
      ]),
    ],
  );
  const fromVolumes = (spec.volumes ?? []).flatMap(({ configMap, secret }) => [
    ...reference("ConfigMap", configMap?.name, ...(configMap?.items ?? []).map(({ key }) => key)),
    ...reference("Secret", secret?.secretName, ...(secret?.items ?? []).map(({ key }) => key)),
  ]);
  return [...fromContainers, ...fromVolumes];
}

function reference(
  kind: Reference["kind"],
  name: string | undefined,
  ...keys: readonly (string | undefined)[]
): readonly Reference[] {
  if (name === undefined) return [];
  return [{ kind, name, keys: keys.filter((key): key is string => key !== undefined) }];
}

/** The same source asked for twice is one object with all the keys. */
function dedupe(objects: readonly KubeObject[]): readonly KubeObject[] {
  const byName = new Map<string, KubeObject>();
  for (const object of objects) {
    const id = `${object.kind}/${object.metadata.namespace}/${object.metadata.name}`;
    const before = byName.get(id);
    const field = object.kind === "Secret" ? "stringData" : "data";
    const values = {
      ...(before?.[field] as object | undefined),
      ...(object[field] as object | undefined),
    };
    byName.set(id, { ...object, [field]: values });
  }
  return [...byName.values()];
}

function wantedNodeLabels(objects: readonly KubeObject[]): Readonly<Record<string, string>> {
  const own = /^(kubernetes\.io|beta\.kubernetes\.io|node-role\.kubernetes\.io)\//;
  const entries = objects.flatMap((object) =>
    Object.entries(podSpecOf(object)?.nodeSelector ?? {}),
  );
  return Object.fromEntries(entries.filter(([name]) => !own.test(name)));
}

function withLabels(labels: Readonly<Record<string, string>>): readonly NodeSpec[] {
  if (Object.keys(labels).length === 0) return DEFAULT_NODES;
  return DEFAULT_NODES.map((node) =>
    node.name === "node01" ? { ...node, labels: { ...node.labels, ...labels } } : node,
  );
}

function unknownImages(spec: PodSpecLike | undefined): readonly ImageSpec[] {
  if (spec === undefined) return [];
  return containersOf(spec)
    .filter(({ image }) => image !== undefined && !isKnownImage(image))
    .map(({ image = "", ports = [] }) => ({
      image,
      program: { listens: ports.map(({ containerPort }) => containerPort) },
    }));
}

// The server gives the rest of an object's identity.
function draft(
  apiVersion: string,
  kind: string,
  metadata: { readonly name: string; readonly namespace?: string },
): KubeObject {
  return { apiVersion, kind, metadata } as unknown as KubeObject;
}
