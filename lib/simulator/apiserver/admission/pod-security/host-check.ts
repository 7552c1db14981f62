/** Baseline checks of what reaches for the node: its namespaces, paths, ports and addresses. */
import type { LifecycleHandler, PodSpec, Probe } from "../../../api/types.generated.ts";
import {
  allContainers,
  type Check,
  containersText,
  namesOf,
  plural,
  quoted,
  settersText,
  sortedQuoted,
} from "./check.ts";

export const hostNamespaces: Check = {
  id: "hostNamespaces",
  level: "baseline",
  versions: [
    [
      0,
      ({ hostNetwork, hostPID, hostIPC }) => {
        const set = Object.entries({ hostNetwork, hostPID, hostIPC }).filter(([, on]) => on);
        if (set.length === 0) return undefined;
        const detail = set.map(([name]) => `${name}=true`).join(", ");
        return { reason: "host namespaces", detail };
      },
    ],
  ],
};

export const hostPathVolumes: Check = {
  id: "hostPathVolumes",
  level: "baseline",
  versions: [
    [
      0,
      ({ volumes = [] }) => {
        const names = volumes.filter(({ hostPath }) => hostPath !== undefined).map(nameOf);
        if (names.length === 0) return undefined;
        const detail = `${plural("volume", "volumes", names.length)} ${quoted(names)}`;
        return { reason: "hostPath volumes", detail };
      },
    ],
  ],
};

function nameOf({ name }: { readonly name: string }): string {
  return name;
}

export const hostPorts: Check = {
  id: "hostPorts",
  level: "baseline",
  versions: [
    [
      0,
      (spec) => {
        const uses = allContainers(spec).filter(({ ports }) => ports?.some(isOnHost));
        if (uses.length === 0) return undefined;
        const ports = uses.flatMap((container) => container.ports?.filter(isOnHost) ?? []);
        const numbers = [...new Set(ports.map(({ hostPort }) => String(hostPort)))].sort();
        const who = containersText(uses.map(nameOf));
        const what = plural("hostPort", "hostPorts", numbers.length);
        const detail = `${who} ${plural("uses", "use", uses.length)} ${what} ${numbers.join(", ")}`;
        return { reason: "hostPort", detail };
      },
    ],
  ],
};

function isOnHost({ hostPort }: { readonly hostPort?: number | undefined }): boolean {
  return (hostPort ?? 0) !== 0;
}

export const hostProbes: Check = {
  id: "hostProbesAndHostLifecycle",
  level: "baseline",
  versions: [[34, probeHosts]],
};

function probeHosts(spec: PodSpec) {
  const hosts = new Set<string>();
  const names = new Set<string>();
  for (const container of allContainers(spec)) {
    const { livenessProbe, readinessProbe, startupProbe, lifecycle } = container;
    const handlers = [livenessProbe, readinessProbe, startupProbe];
    for (const host of [...handlers, lifecycle?.postStart, lifecycle?.preStop].flatMap(hostsOf)) {
      hosts.add(host);
      names.add(container.name);
    }
  }
  if (names.size === 0) return undefined;
  const who = containersText([...names].sort());
  const what = plural("probe or lifecycle host", "probe or lifecycle hosts", hosts.size);
  const uses = plural("uses", "use", names.size);
  return {
    reason: "probe or lifecycle host",
    detail: `${who} ${uses} ${what} ${sortedQuoted(hosts)}`,
  };
}

function hostsOf(handler: Probe | LifecycleHandler | undefined): readonly string[] {
  const hosts = [handler?.httpGet?.host, handler?.tcpSocket?.host];
  return hosts.filter((host): host is string => host !== undefined && host !== "");
}

export const windowsHostProcess: Check = {
  id: "windowsHostProcess",
  level: "baseline",
  versions: [
    [
      0,
      (spec) => {
        const isSet = ({ securityContext }: { readonly securityContext?: Windows | undefined }) =>
          securityContext?.windowsOptions?.hostProcess === true;
        const pod = isSet(spec);
        const names = namesOf(spec, isSet);
        if (!pod && names.length === 0) return undefined;
        const who = settersText(pod, names);
        const detail = `${who} must not set securityContext.windowsOptions.hostProcess=true`;
        return { reason: "hostProcess", detail };
      },
    ],
  ],
};

type Windows = {
  readonly windowsOptions?: { readonly hostProcess?: boolean | undefined } | undefined;
};
