/** Checks of seccomp profiles: baseline allows the usual ones, restricted asks for one. */
import {
  allContainers,
  type Check,
  type CheckPod,
  containersText,
  plural,
  settersText,
  sortedQuoted,
  unlessWindows,
} from "./check.ts";
import { seccompSetters } from "./kernel-check.ts";

const POD_ANNOTATION = "seccomp.security.alpha.kubernetes.io/pod";
const CONTAINER_ANNOTATION = "container.seccomp.security.alpha.kubernetes.io/";

const annotations: CheckPod = (spec, metadata) => {
  const keys = allContainers(spec).map(({ name }) => `${CONTAINER_ANNOTATION}${name}`);
  const bad = new Set<string>();
  for (const key of [POD_ANNOTATION, ...keys]) {
    const value = metadata.annotations?.[key];
    if (value !== undefined && !isGood(value)) bad.add(`${key}="${value}"`);
  }
  if (bad.size === 0) return undefined;
  const what = plural("annotation", "annotations", bad.size);
  return { reason: "seccompProfile", detail: `forbidden ${what} ${[...bad].sort().join(", ")}` };
};

function isGood(value: string): boolean {
  return ["runtime/default", "docker/default"].includes(value) || value.startsWith("localhost/");
}

const noBadType: CheckPod = (spec) => {
  const { pod, names, types } = seccompSetters(spec);
  if (!pod && names.length === 0) return undefined;
  const what = `must not set securityContext.seccompProfile.type to ${sortedQuoted(types)}`;
  return { reason: "seccompProfile", detail: `${settersText(pod, names)} ${what}` };
};

const aGoodType: CheckPod = (spec, metadata) => {
  const bad = noBadType(spec, metadata);
  if (bad !== undefined) return bad;
  const { without } = seccompSetters(spec);
  if (without.length === 0) return undefined;
  const what = 'must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost"';
  return { reason: "seccompProfile", detail: `pod or ${containersText(without)} ${what}` };
};

export const seccompBaseline: Check = {
  id: "seccompProfile_baseline",
  level: "baseline",
  versions: [
    [0, annotations],
    [19, noBadType],
  ],
};

export const seccompRestricted: Check = {
  id: "seccompProfile_restricted",
  level: "restricted",
  versions: [
    [19, aGoodType],
    [25, unlessWindows(aGoodType)],
  ],
  overrides: "seccompProfile_baseline",
};
