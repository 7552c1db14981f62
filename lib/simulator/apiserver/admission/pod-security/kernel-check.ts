/** Baseline checks of what a process may do: privileges, capabilities, profiles, sysctls. */
import type { PodSpec, SELinuxOptions } from "../../../api/types.generated.ts";
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
} from "./check.ts";

export const privileged: Check = {
  id: "privileged",
  level: "baseline",
  versions: [
    [
      0,
      (spec) => {
        const names = namesOf(spec, (container) => container.securityContext?.privileged === true);
        if (names.length === 0) return undefined;
        const detail = `${containersText(names)} must not set securityContext.privileged=true`;
        return { reason: "privileged", detail };
      },
    ],
  ],
};

const DEFAULT_CAPABILITIES = new Set(
  "AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL MKNOD NET_BIND_SERVICE SETFCAP SETGID SETPCAP SETUID SYS_CHROOT".split(
    " ",
  ),
);

export const capabilitiesBaseline: Check = {
  id: "capabilities_baseline",
  level: "baseline",
  versions: [
    [
      0,
      (spec) => {
        const added = addedCapabilities(spec, (one) => !DEFAULT_CAPABILITIES.has(one));
        if (added.names.length === 0) return undefined;
        return { reason: "non-default capabilities", detail: addedText(added) };
      },
    ],
  ],
};

type Added = { readonly names: readonly string[]; readonly capabilities: ReadonlySet<string> };

export function addedCapabilities(spec: PodSpec, isBad: (capability: string) => boolean): Added {
  const capabilities = new Set<string>();
  const names = namesOf(spec, ({ securityContext }) => {
    const bad = (securityContext?.capabilities?.add ?? []).filter(isBad);
    for (const one of bad) capabilities.add(one);
    return bad.length > 0;
  });
  return { names, capabilities };
}

export function addedText({ names, capabilities }: Added): string {
  const what = `${sortedQuoted(capabilities)} in securityContext.capabilities.add`;
  return `${containersText(names)} must not include ${what}`;
}

const procMountDefault: CheckPod = (spec) => {
  const types = new Set<string>();
  const names = namesOf(spec, ({ securityContext }) => {
    const { procMount = "Default" } = securityContext ?? {};
    if (procMount !== "Default") types.add(procMount);
    return procMount !== "Default";
  });
  if (names.length === 0) return undefined;
  const what = `must not set securityContext.procMount to ${sortedQuoted(types)}`;
  return { reason: "procMount", detail: `${containersText(names)} ${what}` };
};

export const procMountBaseline: Check = {
  id: "procMount",
  level: "baseline",
  versions: [
    [0, procMountDefault],
    [35, unlessOwnUsers(procMountDefault)],
  ],
};

export const procMountRestricted: Check = {
  id: "procMount_restricted",
  level: "restricted",
  versions: [[35, procMountDefault]],
  overrides: "procMount",
};

const SE_LINUX_TYPES = ["", "container_t", "container_init_t", "container_kvm_t"];

export const seLinuxOptions: Check = {
  id: "seLinuxOptions",
  level: "baseline",
  versions: [
    [0, seLinuxCheck(new Set(SE_LINUX_TYPES))],
    [31, seLinuxCheck(new Set([...SE_LINUX_TYPES, "container_engine_t"]))],
  ],
};

function seLinuxCheck(allowed: ReadonlySet<string>): CheckPod {
  return (spec) => {
    const types = new Set<string>();
    const set = new Set<"user" | "role">();
    const isBad = (options: SELinuxOptions | undefined): boolean => {
      const { type = "", user = "", role = "" } = options ?? {};
      if (!allowed.has(type)) types.add(type);
      if (user !== "") set.add("user");
      if (role !== "") set.add("role");
      return !allowed.has(type) || user !== "" || role !== "";
    };
    const pod = isBad(spec.securityContext?.seLinuxOptions);
    const names = namesOf(spec, (container) => isBad(container.securityContext?.seLinuxOptions));
    if (!pod && names.length === 0) return undefined;
    const what = [
      ...(types.size > 0 ? [`${plural("type", "types", types.size)} ${sortedQuoted(types)}`] : []),
      ...(["user", "role"] as const)
        .filter((one) => set.has(one))
        .map((one) => `${one} may not be set`),
    ];
    const who = settersText(pod, names);
    const detail = `${who} set forbidden securityContext.seLinuxOptions: ${what.join("; ")}`;
    return { reason: "seLinuxOptions", detail };
  };
}

const APP_ARMOR = "container.apparmor.security.beta.kubernetes.io/";

export const appArmorProfile: Check = {
  id: "appArmorProfile",
  level: "baseline",
  versions: [
    [
      0,
      (spec, { annotations = {} }) => {
        const types = new Set<string>();
        const isBad = (type: string | undefined): boolean => {
          if (type === undefined || type === "RuntimeDefault" || type === "Localhost") return false;
          types.add(type);
          return true;
        };
        const pod = isBad(spec.securityContext?.appArmorProfile?.type);
        const names = namesOf(spec, (one) => isBad(one.securityContext?.appArmorProfile?.type));
        const notes = Object.entries(annotations)
          .filter(([key, value]) => key.startsWith(APP_ARMOR) && !isGoodAnnotation(value))
          .map(([key, value]) => `${key}="${value}"`)
          .sort();
        const who = [
          settersText(pod, names),
          notes.length > 0 ? plural("annotation", "annotations", notes.length) : "",
        ].filter((text) => text !== "");
        if (who.length === 0) return undefined;
        const values = [...[...types].sort(), ...notes];
        const reason = plural(
          "forbidden AppArmor profile",
          "forbidden AppArmor profiles",
          values.length,
        );
        const detail = `${who.join(" and ")} must not set AppArmor profile type to ${quoted(values)}`;
        return { reason, detail };
      },
    ],
  ],
};

function isGoodAnnotation(value: string): boolean {
  return value === "" || value === "runtime/default" || value.startsWith("localhost/");
}

const SYSCTLS = [
  "kernel.shm_rmid_forced",
  "net.ipv4.ip_local_port_range",
  "net.ipv4.tcp_syncookies",
  "net.ipv4.ping_group_range",
  "net.ipv4.ip_unprivileged_port_start",
];
const SYSCTLS_27 = [...SYSCTLS, "net.ipv4.ip_local_reserved_ports"];
const SYSCTLS_29 = [
  ...SYSCTLS_27,
  "net.ipv4.tcp_keepalive_time",
  "net.ipv4.tcp_fin_timeout",
  "net.ipv4.tcp_keepalive_intvl",
  "net.ipv4.tcp_keepalive_probes",
];
const SYSCTLS_32 = [...SYSCTLS_29, "net.ipv4.tcp_rmem", "net.ipv4.tcp_wmem"];

export const sysctls: Check = {
  id: "sysctls",
  level: "baseline",
  versions: [
    [0, sysctlCheck(SYSCTLS)],
    [27, sysctlCheck(SYSCTLS_27)],
    [29, sysctlCheck(SYSCTLS_29)],
    [32, sysctlCheck(SYSCTLS_32)],
  ],
};

function sysctlCheck(allowed: readonly string[]): CheckPod {
  return (spec) => {
    const names = (spec.securityContext?.sysctls ?? []).map(({ name }) => name);
    const bad = names.filter((name) => !allowed.includes(name));
    return bad.length === 0 ? undefined : { reason: "forbidden sysctls", detail: bad.join(", ") };
  };
}

/** Containers whose profile is of a type that is not allowed, and those that have none. */
export function seccompSetters(spec: PodSpec) {
  const types = new Set<string>();
  const isBad = (type: string | undefined): boolean => {
    if (type === undefined || type === "RuntimeDefault" || type === "Localhost") return false;
    types.add(type);
    return true;
  };
  const podType = spec.securityContext?.seccompProfile?.type;
  const pod = isBad(podType);
  const names = namesOf(spec, (one) => isBad(one.securityContext?.seccompProfile?.type));
  const without =
    podType !== undefined && !pod
      ? []
      : allContainers(spec).filter((one) => one.securityContext?.seccompProfile === undefined);
  return { pod, names, types, without: without.map(({ name }) => name) };
}
