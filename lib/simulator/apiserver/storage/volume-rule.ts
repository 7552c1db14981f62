/**
 * Rules for the spec of a PersistentVolume, in the order in which the server looks.
 *
 * Not simulated: the details of storage systems beyond hostPath, local, NFS and CSI.
 */
import {
  type FieldError,
  forbiddenField,
  invalid,
  notSupported,
  required,
} from "../../api/field-error.ts";
import { dnsSubdomainFaults } from "../../api/name-rule.ts";
import { quantityOf } from "../../api/quantity.ts";
import type {
  CSIPersistentVolumeSource,
  HostPathVolumeSource,
  LocalVolumeSource,
  NFSVolumeSource,
  PersistentVolumeSpec,
} from "../../api/types.generated.ts";
import { checkNoBacksteps } from "../pod-spec/path-rule.ts";
import { checkNodeSelector } from "../pod-spec/scheduling-rule.ts";
import { ACCESS_MODES, checkAccessModes, checkClassName, VOLUME_MODES } from "./claim-rule.ts";

const POLICIES = ["Delete", "Recycle", "Retain"];
const HOST_PATH_TYPES = [
  "",
  "BlockDevice",
  "CharDevice",
  "Directory",
  "DirectoryOrCreate",
  "File",
  "FileOrCreate",
  "Socket",
];

/** Where a volume's content may lie, in the order in which the server looks for it. */
export const VOLUME_SOURCES = [
  "hostPath",
  "gcePersistentDisk",
  "awsElasticBlockStore",
  "glusterfs",
  "flocker",
  "nfs",
  "rbd",
  "quobyte",
  "cephfs",
  "iscsi",
  "cinder",
  "fc",
  "flexVolume",
  "azureFile",
  "vsphereVolume",
  "photonPersistentDisk",
  "portworxVolume",
  "azureDisk",
  "scaleIO",
  "local",
  "storageos",
  "csi",
] as const;

export function validateVolumeSpec(spec: PersistentVolumeSpec): readonly FieldError[] {
  const errors: FieldError[] = [];
  const modes: readonly string[] = spec.accessModes ?? [];
  if (modes.length === 0) errors.push(required("spec.accessModes"));
  checkAccessModes(modes, ACCESS_MODES, "spec.accessModes", errors);
  checkCapacity(spec.capacity, errors);
  const policy: string = spec.persistentVolumeReclaimPolicy ?? "";
  const policyField = "spec.persistentVolumeReclaimPolicy";
  if (!POLICIES.includes(policy)) errors.push(notSupported(policyField, policy, POLICIES));
  const affinity = checkAffinity(spec, errors);
  checkSources(spec, affinity, errors);
  if (policy === "Recycle" && isRoot(spec.hostPath?.path)) {
    errors.push(forbiddenField(policyField, "may not be 'recycle' for a hostPath mount of '/'"));
  }
  checkClassName(spec.storageClassName, "spec.storageClassName", errors);
  if (spec.volumeMode !== undefined && !VOLUME_MODES.includes(spec.volumeMode)) {
    errors.push(notSupported("spec.volumeMode", spec.volumeMode, VOLUME_MODES));
  }
  checkClassName(spec.volumeAttributesClassName, "spec.volumeAttributesClassName", errors);
  return errors;
}

function isRoot(path: string | undefined): boolean {
  return path !== undefined && /^\/+(\.?\/*)*$/.test(path);
}

function checkCapacity(capacity: PersistentVolumeSpec["capacity"], errors: FieldError[]): void {
  const names = Object.keys(capacity ?? {});
  if (names.length === 0) errors.push(required("spec.capacity"));
  if (names.length !== 1 || names[0] !== "storage") {
    const shown = names.length === 0 ? null : capacity;
    errors.push(notSupported("spec.capacity", shown, ["storage"]));
  }
  for (const name of names) {
    const text = capacity?.[name];
    if ((quantityOf(text)?.nanos ?? 0n) > 0n) continue;
    errors.push(invalid(`spec.capacity[${name}]`, text, "must be greater than zero"));
  }
}

/** Whether the volume says on which nodes it can be had. */
function checkAffinity({ nodeAffinity }: PersistentVolumeSpec, errors: FieldError[]): boolean {
  if (nodeAffinity === undefined) return false;
  const { required: selector } = nodeAffinity;
  const field = "spec.nodeAffinity.required";
  if (selector === undefined) {
    errors.push(required(field, "must specify required node constraints"));
  } else checkNodeSelector(selector, field, errors);
  return true;
}

function checkSources(spec: PersistentVolumeSpec, affinity: boolean, errors: FieldError[]): void {
  const given = VOLUME_SOURCES.filter((name) => spec[name] !== undefined);
  if (given.length === 0) errors.push(required("spec", "must specify a volume type"));
  for (const [i, name] of given.entries()) {
    const field = `spec.${name}`;
    if (i > 0) errors.push(forbiddenField(field, "may not specify more than 1 volume type"));
    else if (name === "hostPath") checkHostPath(spec.hostPath, field, errors);
    else if (name === "nfs") checkNfs(spec.nfs, field, errors);
    else if (name === "csi") checkCsi(spec.csi, field, errors);
    else if (name === "local") {
      checkLocal(spec.local, field, errors);
      const why = "Local volume requires node affinity";
      if (!affinity) errors.push(required("spec.nodeAffinity", why));
    }
  }
}

function checkHostPath(
  source: HostPathVolumeSource | undefined,
  field: string,
  errors: FieldError[],
): void {
  const { path = "", type = "" } = source ?? {};
  if (path === "") errors.push(required(`${field}.path`));
  else checkNoBacksteps(path, `${field}.path`, errors);
  if (!HOST_PATH_TYPES.includes(type)) {
    errors.push(notSupported(`${field}.type`, type, HOST_PATH_TYPES));
  }
}

function checkLocal(
  source: LocalVolumeSource | undefined,
  field: string,
  errors: FieldError[],
): void {
  const path = source?.path ?? "";
  if (path === "") errors.push(required(`${field}.path`));
  else checkNoBacksteps(path, `${field}.path`, errors);
}

function checkNfs(source: NFSVolumeSource | undefined, field: string, errors: FieldError[]): void {
  const { server = "", path = "" } = source ?? {};
  if (server === "") errors.push(required(`${field}.server`));
  if (path === "") errors.push(required(`${field}.path`));
  if (!path.startsWith("/"))
    errors.push(invalid(`${field}.path`, path, "must be an absolute path"));
}

function checkCsi(
  source: CSIPersistentVolumeSource | undefined,
  field: string,
  errors: FieldError[],
): void {
  const { driver = "", volumeHandle = "" } = source ?? {};
  if (driver === "") errors.push(required(`${field}.driver`));
  else {
    for (const fault of dnsSubdomainFaults(driver.toLowerCase())) {
      errors.push(invalid(`${field}.driver`, driver, fault));
    }
  }
  if (volumeHandle === "") errors.push(required(`${field}.volumeHandle`));
}
