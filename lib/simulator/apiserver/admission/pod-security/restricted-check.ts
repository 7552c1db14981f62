/** The checks of the level restricted: no root, no new privileges, few volumes. */
import {
  allContainers,
  type Check,
  type CheckPod,
  containersText,
  namesOf,
  plural,
  quoted,
  settersText,
  sortedQuoted,
  unlessOwnUsers,
  unlessWindows,
} from "./check.ts";
import { addedCapabilities, addedText } from "./kernel-check.ts";

const noEscalation: CheckPod = (spec) => {
  const names = namesOf(spec, (one) => one.securityContext?.allowPrivilegeEscalation !== false);
  if (names.length === 0) return undefined;
  const what = "must set securityContext.allowPrivilegeEscalation=false";
  return {
    reason: "allowPrivilegeEscalation != false",
    detail: `${containersText(names)} ${what}`,
  };
};

export const allowPrivilegeEscalation: Check = {
  id: "allowPrivilegeEscalation",
  level: "restricted",
  versions: [
    [8, noEscalation],
    [25, unlessWindows(noEscalation)],
  ],
};

const dropAll: CheckPod = (spec) => {
  const missing = namesOf(
    spec,
    (one) => !(one.securityContext?.capabilities?.drop?.includes("ALL") ?? false),
  );
  const added = addedCapabilities(spec, (one) => one !== "NET_BIND_SERVICE");
  const details = [
    ...(missing.length > 0
      ? [`${containersText(missing)} must set securityContext.capabilities.drop=["ALL"]`]
      : []),
    ...(added.names.length > 0 ? [addedText(added)] : []),
  ];
  if (details.length === 0) return undefined;
  return { reason: "unrestricted capabilities", detail: details.join("; ") };
};

export const capabilitiesRestricted: Check = {
  id: "capabilities_restricted",
  level: "restricted",
  versions: [
    [22, dropAll],
    [25, unlessWindows(dropAll)],
  ],
  overrides: "capabilities_baseline",
};

const ALLOWED_VOLUMES =
  "configMap csi downwardAPI emptyDir ephemeral image persistentVolumeClaim projected secret".split(
    " ",
  );

export const restrictedVolumes: Check = {
  id: "restrictedVolumes",
  level: "restricted",
  versions: [
    [
      0,
      ({ volumes = [] }) => {
        const types = new Set<string>();
        const bad = volumes.filter((volume) => {
          const sources = Object.keys(volume).filter((field) => field !== "name");
          if (sources.some((source) => ALLOWED_VOLUMES.includes(source))) return false;
          types.add(sources[0] ?? "unknown");
          return true;
        });
        if (bad.length === 0) return undefined;
        const who = `${plural("volume", "volumes", bad.length)} ${quoted(bad.map((one) => one.name))}`;
        const what = plural("restricted volume type", "restricted volume types", types.size);
        const uses = plural("uses", "use", bad.length);
        return {
          reason: "restricted volume types",
          detail: `${who} ${uses} ${what} ${sortedQuoted(types)}`,
        };
      },
    ],
  ],
  overrides: "hostPathVolumes",
};

const nonRoot: CheckPod = (spec) => {
  const podSays = spec.securityContext?.runAsNonRoot;
  const reason = "runAsNonRoot != true";
  const bad = namesOf(spec, (one) => one.securityContext?.runAsNonRoot === false);
  if (podSays === false || bad.length > 0) {
    const who = settersText(podSays === false, bad);
    return { reason, detail: `${who} must not set securityContext.runAsNonRoot=false` };
  }
  if (podSays === true) return undefined;
  const without = allContainers(spec)
    .filter(({ securityContext }) => securityContext?.runAsNonRoot === undefined)
    .map(({ name }) => name);
  if (without.length === 0) return undefined;
  const what = "must set securityContext.runAsNonRoot=true";
  return { reason, detail: `pod or ${containersText(without)} ${what}` };
};

export const runAsNonRoot: Check = {
  id: "runAsNonRoot",
  level: "restricted",
  versions: [
    [0, nonRoot],
    [35, unlessOwnUsers(nonRoot)],
  ],
};

const noRootUser: CheckPod = (spec) => {
  const pod = spec.securityContext?.runAsUser === 0;
  const names = namesOf(spec, (one) => one.securityContext?.runAsUser === 0);
  if (!pod && names.length === 0) return undefined;
  return { reason: "runAsUser=0", detail: `${settersText(pod, names)} must not set runAsUser=0` };
};

export const runAsUser: Check = {
  id: "runAsUser",
  level: "restricted",
  versions: [
    [23, noRootUser],
    [35, unlessOwnUsers(noRootUser)],
  ],
};
