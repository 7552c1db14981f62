/**
 * A pod's volumes on its node: what is in them, or why they cannot be set up, in the kubelet's
 * words. Volumes that no container mounts are not looked at.
 * https://kubernetes.io/docs/concepts/storage/volumes/
 *
 * Not simulated: modes and owners of files, sizes, block devices, CSI inline volumes, images.
 */

import { aggregate } from "../api/field-error.ts";
import { keyFor } from "../api/object.ts";
import type {
  ConfigMap,
  DownwardAPIVolumeFile,
  KeyToPath,
  PersistentVolumeClaim,
  Pod,
  Secret,
  Volume,
  VolumeProjection,
} from "../api/types.generated.ts";
import { cleanPath, FileTree } from "../storage/index.ts";
import { decodeBase64 } from "./base64.ts";
import type { Sources } from "./environment.ts";
import { fieldText, type PodPlace, resourceText } from "./field-reference.ts";

export type VolumeSources = Sources & {
  /** The node's own file system. */
  readonly disk: FileTree;
  /** What a claim's volume holds; the same for every pod. */
  readonly claimTree: (key: string) => FileTree;
};

export type MountedVolume = {
  readonly tree: FileTree;
  /** Where in the tree the volume begins. */
  readonly root: string;
  /** ConfigMaps and Secrets that it shows, as `ConfigMap default/web`. */
  readonly shows: readonly string[];
  /** The kubelet writes into it what objects hold; nobody else can. */
  readonly isWritten: boolean;
};

/** `error` is the whole message of the event FailedMount. */
export type VolumeResult = MountedVolume | { readonly error: string };

type Files = Record<string, string>;

class Unmountable extends Error {
  override readonly name = "Unmountable";
}

/** Names of the volumes that containers mount. */
export function mountedVolumes({ spec }: Pod): readonly Volume[] {
  const names = new Set<string>();
  for (const container of [...(spec.initContainers ?? []), ...spec.containers]) {
    for (const { name } of container.volumeMounts ?? []) names.add(name);
    for (const { name } of container.volumeDevices ?? []) names.add(name);
  }
  return (spec.volumes ?? []).filter(({ name }) => names.has(name));
}

const WRITTEN = ["configMap", "secret", "projected", "downwardAPI"] as const;

export function setUpVolume(
  pod: Pod,
  volume: Volume,
  place: PodPlace,
  sources: VolumeSources,
): VolumeResult {
  if (volume.gitRepo !== undefined)
    return { error: notMounted(volume, GIT_REPO_OFF, "NewMounter initialization") };
  try {
    const namespace = pod.metadata.namespace ?? "default";
    if (volume.hostPath !== undefined) return hostVolume(volume.hostPath, sources.disk);
    const claim = claimOf(pod, volume);
    if (claim !== undefined) return claimVolume(namespace, claim, sources);
    const shows: string[] = [];
    const files = contentOf(pod, volume, place, sources, shows);
    const isWritten = WRITTEN.some((name) => volume[name] !== undefined);
    return { tree: new FileTree(files), root: "/", shows, isWritten };
  } catch (error) {
    if (error instanceof Unmountable) return { error: notMounted(volume, error.message) };
    throw error;
  }
}

const GIT_REPO_OFF =
  "git-repo volume plugin has been disabled; if necessary, it may be re-enabled by enabling the feature-gate `GitRepoVolumeDriver`";

function notMounted({ name }: Volume, why: string, step = "SetUp"): string {
  return `MountVolume.${step} failed for volume "${name}" : ${why}`;
}

function claimOf(pod: Pod, volume: Volume): string | undefined {
  if (volume.ephemeral !== undefined) return `${pod.metadata.name}-${volume.name}`;
  return volume.persistentVolumeClaim?.claimName;
}

/** What a volume that is made from objects holds; an empty one for all others. */
function contentOf(
  pod: Pod,
  volume: Volume,
  place: PodPlace,
  sources: VolumeSources,
  shows: string[],
): Files {
  const { configMap, downwardAPI, projected, secret } = volume;
  if (configMap !== undefined) return configMapFiles(pod, configMap, sources, shows);
  if (secret !== undefined) {
    return secretFiles(pod, { ...secret, name: secret.secretName }, sources, shows);
  }
  if (downwardAPI !== undefined) return downwardFiles(pod, downwardAPI.items ?? [], place, sources);
  const files: Files = {};
  const errors: string[] = [];
  for (const source of projected?.sources ?? []) {
    try {
      Object.assign(files, projectedFiles(pod, source, place, sources, shows));
    } catch (error) {
      if (!(error instanceof Unmountable)) throw error;
      errors.push(error.message);
    }
  }
  if (errors.length > 0) throw new Unmountable(aggregate(errors));
  return files;
}

function projectedFiles(
  pod: Pod,
  source: VolumeProjection,
  place: PodPlace,
  sources: VolumeSources,
  shows: string[],
): Files {
  const { configMap, downwardAPI, secret, serviceAccountToken } = source;
  if (configMap !== undefined) return configMapFiles(pod, configMap, sources, shows);
  if (secret !== undefined) return secretFiles(pod, secret, sources, shows);
  if (downwardAPI !== undefined) return downwardFiles(pod, downwardAPI.items ?? [], place, sources);
  if (serviceAccountToken === undefined) return {};
  const account = `system:serviceaccount:${pod.metadata.namespace}:${pod.spec.serviceAccountName}`;
  return { [cleanPath(serviceAccountToken.path)]: account };
}

type ObjectSource = {
  readonly name?: string | undefined;
  readonly items?: readonly KeyToPath[] | undefined;
  readonly optional?: boolean | undefined;
};

function configMapFiles(
  pod: Pod,
  source: ObjectSource,
  { store }: VolumeSources,
  shows: string[],
): Files {
  const key = keyFor(pod.metadata.namespace, source.name ?? "");
  shows.push(`ConfigMap ${key}`);
  const found = store.get("ConfigMap", key) as unknown as ConfigMap | undefined;
  if (found === undefined) {
    if (source.optional === true) return {};
    throw new Unmountable(`configmap "${source.name}" not found`);
  }
  const data: Files = { ...found.data };
  for (const name in found.binaryData) data[name] = decodeBase64(found.binaryData[name] ?? "");
  return chosenFiles(data, source, "configmap references non-existent config key");
}

function secretFiles(
  pod: Pod,
  source: ObjectSource,
  { store }: VolumeSources,
  shows: string[],
): Files {
  const key = keyFor(pod.metadata.namespace, source.name ?? "");
  shows.push(`Secret ${key}`);
  const found = store.get("Secret", key) as unknown as Secret | undefined;
  if (found === undefined) {
    if (source.optional === true) return {};
    throw new Unmountable(`secret "${source.name}" not found`);
  }
  const data: Files = {};
  for (const name in found.data) data[name] = decodeBase64(found.data[name] ?? "");
  return chosenFiles(data, source, "references non-existent secret key");
}

function chosenFiles(
  data: Readonly<Files>,
  { items, optional }: ObjectSource,
  missing: string,
): Files {
  const files: Files = {};
  if (items === undefined) {
    for (const name in data) files[`/${name}`] = data[name] ?? "";
    return files;
  }
  for (const { key, path } of items) {
    const text = data[key];
    if (text !== undefined) files[cleanPath(path)] = text;
    else if (optional !== true) throw new Unmountable(`${missing}: ${key}`);
  }
  return files;
}

function downwardFiles(
  pod: Pod,
  items: readonly DownwardAPIVolumeFile[],
  place: PodPlace,
  { allocatable }: VolumeSources,
): Files {
  const files: Files = {};
  for (const { path, fieldRef, resourceFieldRef } of items) {
    const container = pod.spec.containers.find(
      ({ name }) => name === resourceFieldRef?.containerName,
    );
    if (fieldRef !== undefined)
      files[cleanPath(path)] = fieldText(pod, fieldRef.fieldPath, place) ?? "";
    else if (resourceFieldRef !== undefined && container !== undefined) {
      files[cleanPath(path)] = resourceText(container, resourceFieldRef, allocatable);
    }
  }
  return files;
}

/** What a hostPath volume asks for, by its type. */
const CHECKED: Readonly<Record<string, string>> = {
  Directory: "directory",
  DirectoryOrCreate: "directory",
  File: "file",
  FileOrCreate: "file",
  Socket: "socket file",
  CharDevice: "character device",
  BlockDevice: "block device",
};

function kindOf(disk: FileTree, path: string): string | undefined {
  if (disk.isFolder(path)) return "directory";
  if (disk.read(path) === undefined) return undefined;
  return path.endsWith(".sock") ? "socket file" : "file";
}

function hostVolume(
  { path, type = "" }: NonNullable<Volume["hostPath"]>,
  disk: FileTree,
): VolumeResult {
  const root = cleanPath(path);
  const what = CHECKED[type];
  const found = kindOf(disk, root);
  const isMade = found === undefined && (type === "" || type.endsWith("OrCreate"));
  if (what !== undefined && found !== what && !isMade) {
    throw new Unmountable(`hostPath type check failed: ${path} is not a ${what}`);
  }
  if (isMade && type === "FileOrCreate") disk.write(root, "");
  else if (isMade) disk.makeFolder(root);
  return { tree: disk, root, shows: [], isWritten: false };
}

function claimVolume(
  namespace: string,
  name: string,
  { claimTree, store }: VolumeSources,
): VolumeResult {
  const claim = store.get("PersistentVolumeClaim", keyFor(namespace, name)) as unknown as
    | PersistentVolumeClaim
    | undefined;
  if (claim === undefined) throw new Unmountable(`persistentvolumeclaim "${name}" not found`);
  const volume = claim.spec.volumeName;
  if (volume === undefined || volume === "") {
    throw new Unmountable(`PVC ${namespace}/${name} is not bound`);
  }
  return { tree: claimTree(volume), root: "/", shows: [], isWritten: false };
}
