/**
 * Volumes of a pod or template.
 * Not simulated: the sources of particular storage vendors are shown by their name only.
 */
import { goValue } from "../text/go-value.ts";
import { type Fields, fieldsOf } from "./describer.ts";
import type { DescribeWriter } from "./writer.ts";

export type Volume = { readonly name: string; readonly [source: string]: unknown };

export function writeVolumes(
  out: DescribeWriter,
  volumes: readonly Volume[] | undefined,
  space: string,
): void {
  if (volumes === undefined || volumes.length === 0) {
    out.line(0, `${space}Volumes:\t<none>`);
    return;
  }
  out.line(0, `${space}Volumes:`);
  for (const volume of volumes) {
    out.line(1, `${space === "" ? "" : " "}${volume.name}:`);
    writeVolumeSource(out, volume);
  }
}

type SourceText = {
  readonly type: string;
  readonly lines: (source: Fields) => readonly (readonly [string, unknown])[];
};

const SOURCES: Readonly<Record<string, SourceText>> = {
  hostPath: {
    type: "HostPath (bare host directory volume)",
    lines: ({ path, type }) => [
      ["Path", path],
      ["HostPathType", type ?? "<none>"],
    ],
  },
  emptyDir: {
    type: "EmptyDir (a temporary directory that shares a pod's lifetime)",
    lines: ({ medium, sizeLimit }) => [
      ["Medium", medium ?? ""],
      ["SizeLimit", sizeLimit ?? "<unset>"],
    ],
  },
  secret: {
    type: "Secret (a volume populated by a Secret)",
    lines: ({ secretName, optional }) => [
      ["SecretName", secretName],
      ["Optional", optional ?? false],
    ],
  },
  configMap: {
    type: "ConfigMap (a volume populated by a ConfigMap)",
    lines: ({ name, optional }) => [
      ["Name", name],
      ["Optional", optional ?? false],
    ],
  },
  persistentVolumeClaim: {
    type: "PersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)",
    lines: ({ claimName, readOnly }) => [
      ["ClaimName", claimName],
      ["ReadOnly", readOnly ?? false],
    ],
  },
  local: {
    type: "LocalVolume (a persistent volume backed by local storage on a node)",
    lines: ({ path }) => [["Path", path]],
  },
  csi: {
    type: "CSI (a Container Storage Interface (CSI) volume source)",
    lines: ({ driver, fsType, readOnly, volumeHandle }) => [
      ["Driver", driver],
      ["FSType", fsType ?? ""],
      ...(volumeHandle === undefined ? [] : [["VolumeHandle", volumeHandle] as const]),
      ["ReadOnly", readOnly ?? false],
    ],
  },
  ephemeral: {
    type: "EphemeralVolume (an inline specification for a volume that gets created and deleted with the pod)",
    lines: ({ volumeClaimTemplate }) => {
      const spec = fieldsOf(fieldsOf(volumeClaimTemplate).spec);
      return [
        ["StorageClass", spec.storageClassName ?? ""],
        ["Volume", spec.volumeName ?? ""],
      ];
    },
  },
  iscsi: {
    type: "ISCSI (an ISCSI Disk resource that is attached to a kubelet's host machine and then exposed to the pod)",
    lines: ({ targetPortal, iqn, lun, fsType, readOnly }) => [
      ["TargetPortal", targetPortal],
      ["IQN", iqn],
      ["Lun", lun ?? 0],
      ["FSType", fsType ?? ""],
      ["ReadOnly", readOnly ?? false],
    ],
  },
  nfs: {
    type: "NFS (an NFS mount that lasts the lifetime of a pod)",
    lines: ({ server, path, readOnly }) => [
      ["Server", server],
      ["Path", path],
      ["ReadOnly", readOnly ?? false],
    ],
  },
  image: {
    type: "Image (a container image or OCI artifact)",
    lines: ({ reference, pullPolicy }) => [
      ["Reference", reference],
      ["PullPolicy", pullPolicy],
    ],
  },
};

export function writeVolumeSource(out: DescribeWriter, volume: Volume): void {
  for (const [name, { type, lines }] of Object.entries(SOURCES)) {
    if (volume[name] === undefined) continue;
    out.line(2, `Type:\t${type}`);
    for (const [label, value] of lines(fieldsOf(volume[name]))) {
      out.line(2, `${label}:\t${goValue(value)}`);
    }
    return;
  }
  if (volume.downwardAPI !== undefined) {
    writeDownward(out, fieldsOf(volume.downwardAPI));
    return;
  }
  if (volume.projected !== undefined) {
    writeProjected(out, fieldsOf(volume.projected));
    return;
  }
  const other = Object.keys(volume).find((key) => key !== "name");
  out.line(other === undefined ? 1 : 2, other === undefined ? "<unknown>" : `Type:\t${other}`);
}

type Item = {
  readonly path: string;
  readonly fieldRef?: { readonly apiVersion?: string; readonly fieldPath: string };
  readonly resourceFieldRef?: { readonly resource: string };
};

function writeDownward(out: DescribeWriter, source: Fields): void {
  out.line(2, "Type:\tDownwardAPI (a volume populated by information about the pod)");
  out.line(2, "Items:");
  for (const { path, fieldRef, resourceFieldRef } of (source.items ?? []) as readonly Item[]) {
    if (fieldRef !== undefined) out.line(3, `${fieldRef.fieldPath} -> ${path}`);
    if (resourceFieldRef !== undefined) out.line(3, `${resourceFieldRef.resource} -> ${path}`);
  }
}

function writeProjected(out: DescribeWriter, source: Fields): void {
  out.line(2, "Type:\tProjected (a volume that contains injected data from multiple sources)");
  for (const part of (source.sources ?? []) as readonly Fields[]) {
    const { secret, downwardAPI, configMap, serviceAccountToken } = part;
    if (secret !== undefined) writeNamed(out, "SecretName", fieldsOf(secret));
    else if (downwardAPI !== undefined) out.line(2, "DownwardAPI:\ttrue");
    else if (configMap !== undefined) writeNamed(out, "ConfigMapName", fieldsOf(configMap));
    else if (serviceAccountToken !== undefined) {
      const seconds = fieldsOf(serviceAccountToken).expirationSeconds ?? 3600;
      out.line(2, `TokenExpirationSeconds:\t${goValue(seconds)}`);
    }
  }
}

function writeNamed(out: DescribeWriter, label: string, { name, optional }: Fields): void {
  out.line(2, `${label}:\t${goValue(name)}`);
  out.line(2, `Optional:\t${goValue(optional ?? false)}`);
}
