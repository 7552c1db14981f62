/** Defaults of a pod's volumes. https://kubernetes.io/docs/concepts/storage/volumes/ */
import type {
  DownwardAPIVolumeFile,
  ProjectedVolumeSource,
  Volume,
  VolumeProjection,
} from "../../api/types.generated.ts";
import { changeField, changeItems, fillIn } from "../fill-in.ts";
import { defaultPullPolicy } from "./image-name.ts";

/** 0644, in the decimal notation of JSON. */
const READABLE = 420;

export function withVolumeDefaults(given: Volume): Volume {
  let volume = given;
  // A volume that names no source is an empty directory.
  if (Object.keys(volume).length === 1) volume = { ...volume, emptyDir: {} };
  volume = changeField(volume, "configMap", (source) => fillIn(source, { defaultMode: READABLE }));
  volume = changeField(volume, "secret", (source) => fillIn(source, { defaultMode: READABLE }));
  volume = changeField(volume, "projected", withProjectedDefaults);
  volume = changeField(volume, "hostPath", (source) => fillIn(source, { type: "" as never }));
  volume = changeField(volume, "downwardAPI", (source) => {
    const items = changeField(source, "items", (all) => changeItems(all, withFileDefaults));
    return fillIn(items, { defaultMode: READABLE });
  });
  volume = changeField(volume, "image", (source) =>
    fillIn(source, { pullPolicy: defaultPullPolicy(source.reference ?? "") }),
  );
  volume = changeField(volume, "iscsi", (source) => fillIn(source, { iscsiInterface: "default" }));
  volume = changeField(volume, "rbd", (source) =>
    fillIn(source, { pool: "rbd", user: "admin", keyring: "/etc/ceph/keyring" }),
  );
  volume = changeField(volume, "scaleIO", (source) =>
    fillIn(source, { storageMode: "ThinProvisioned", fsType: "xfs" }),
  );
  volume = changeField(volume, "azureDisk", (source) =>
    fillIn(source, { cachingMode: "ReadWrite", fsType: "ext4", kind: "Shared", readOnly: false }),
  );
  return changeField(volume, "ephemeral", (source) =>
    changeField(source, "volumeClaimTemplate", (template) =>
      changeField(template, "spec", (spec) => fillIn(spec, { volumeMode: "Filesystem" })),
    ),
  );
}

function withProjectedDefaults(source: ProjectedVolumeSource): ProjectedVolumeSource {
  const sources = changeField(source, "sources", (all) => changeItems(all, withProjectionDefaults));
  return fillIn(sources, { defaultMode: READABLE });
}

function withProjectionDefaults(given: VolumeProjection): VolumeProjection {
  const projection = changeField(given, "serviceAccountToken", (token) =>
    fillIn(token, { expirationSeconds: 3600 }),
  );
  return changeField(projection, "downwardAPI", (source) =>
    changeField(source, "items", (all) => changeItems(all, withFileDefaults)),
  );
}

function withFileDefaults(file: DownwardAPIVolumeFile): DownwardAPIVolumeFile {
  const named = changeField(file, "fieldRef", (ref) => fillIn(ref, { apiVersion: "v1" }));
  return changeField(named, "resourceFieldRef", (ref) => fillIn(ref, { divisor: "0" }));
}
