/** Makes what a container's processes see: its files with the volumes in them, user, network. */
import type { Container, Pod } from "../api/types.generated.ts";
import {
  baseName,
  endsByItself,
  type Image,
  type Machine,
  type RuntimeProfile,
  runProgram,
  type User,
} from "../programs/index.ts";
import { ContainerFiles, cleanPath, FileTree, type Mount } from "../storage/index.ts";
import type { ContainerRun } from "./container-run.ts";
import { expandReferences } from "./expansion.ts";
import type { NodeContext } from "./node-context.ts";
import type { PodRecord } from "./pod-record.ts";

const PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

const FOLDERS: readonly string[] = [
  "/tmp",
  "/var/run",
  "/var/log",
  "/etc",
  "/usr/share/nginx/html",
  "/data",
  "/root",
  "/dev",
  "/home",
  "/opt",
  "/mnt",
  "/srv",
];

const HOSTNAME_MAX = 63;

export type CommandLine = { readonly argv: readonly string[]; readonly isOwnCommand: boolean };

/** The pod's command and args over what the image runs by itself. */
export function commandLineOf(
  image: Image,
  container: Container,
  env: ReadonlyMap<string, string>,
  { knowsServers }: RuntimeProfile,
): CommandLine {
  const expand = (text: string) => expandReferences(text, (name) => env.get(name));
  const command = (container.command ?? []).map(expand);
  const args = (container.args ?? []).map(expand);
  const { entry } = image;
  const own = entry.serves === undefined ? (entry.command ?? []) : [entry.serves];
  if (command.length > 0) {
    const argv = [...command, ...args];
    return { argv, isOwnCommand: knowsServers && isOwnServer(image, argv) };
  }
  const serves = entry.serves !== undefined;
  if (args.length === 0) return { argv: own, isOwnCommand: serves };
  const appends = entry.entrypoint === true || (serves && args[0]?.startsWith("-") === true);
  if (appends) return { argv: [...own, ...args], isOwnCommand: serves };
  return { argv: args, isOwnCommand: knowsServers && isOwnServer(image, args) };
}

// The image's server, started by its name.
function isOwnServer({ entry }: Image, [program = "", ...args]: readonly string[]): boolean {
  const name = baseName(program);
  if (entry.serves === undefined || baseName(entry.serves) !== name) return false;
  return !endsByItself(name, args);
}

/** Who the container runs as; without its groups of files for a missing security context. */
export function userOf(record: PodRecord, container: Container, image: Image): User {
  const pod = record.pod.spec.securityContext;
  const own = container.securityContext;
  const imageUser = Number(image.entry.user);
  const uid = own?.runAsUser ?? pod?.runAsUser ?? (Number.isInteger(imageUser) ? imageUser : 0);
  const gid = own?.runAsGroup ?? pod?.runAsGroup ?? 0;
  const more = [
    ...(pod?.fsGroup === undefined ? [] : [pod.fsGroup]),
    ...(pod?.supplementalGroups ?? []),
  ];
  return { uid, gid, groups: [gid, ...more.filter((group) => group !== gid)] };
}

export function machineOf(
  node: NodeContext,
  record: PodRecord,
  run: ContainerRun,
  env: ReadonlyMap<string, string>,
  { argv, isOwnCommand }: CommandLine,
): Machine {
  const { spec } = record.pod;
  const container = run.spec;
  const hostname = hostnameOf(record.pod, node);
  const files = filesOf(node, record, container, hostname, run, (name) => env.get(name));
  const workingDir = cleanPath(container.workingDir ?? "/");
  if (workingDir !== "/") files.makeFolder(workingDir);
  const machine: Machine = {
    engine: node.engine,
    image: run.image,
    isOwnCommand,
    files,
    env: new Map([["PATH", PATH], ["HOSTNAME", hostname], ...env, ["HOME", "/root"]]),
    workingDir,
    hostname,
    podIp: spec.hostNetwork === true ? node.hostIp : (record.sandbox?.ip ?? ""),
    user: run.user,
    memory: run.memory,
    network: node.networkOf(record),
    runtime: node.runtime,
    terminate: () => run.process?.terminate(),
    run: runProgram,
    life: {
      program: argv,
      onTerm: undefined,
      jobs: new Set(),
      pace: { atMs: 0, count: 0, pauseMs: 1000 },
    },
  };
  return machine;
}

/** What programs take for their host's name; longer names of pods are cut. */
function hostnameOf(pod: Pod, { hostName }: NodeContext): string {
  const { spec } = pod;
  if (spec.hostNetwork === true) return hostName;
  if (spec.hostnameOverride !== undefined) return spec.hostnameOverride;
  const domain = spec.setHostnameAsFQDN === true ? domainOf(pod) : "";
  return domain === "" ? shortNameOf(pod) : `${shortNameOf(pod)}.${domain}`;
}

function shortNameOf({ metadata, spec }: Pod): string {
  return spec.hostname ?? metadata.name.slice(0, HOSTNAME_MAX).replace(/[-.]+$/, "");
}

function domainOf({ metadata, spec }: Pod): string {
  const { subdomain = "" } = spec;
  return subdomain === ""
    ? ""
    : `${subdomain}.${metadata.namespace ?? "default"}.svc.cluster.local`;
}

function filesOf(
  { runtime, use }: NodeContext,
  record: PodRecord,
  container: Container,
  hostname: string,
  run: ContainerRun,
  lookUp: (name: string) => string | undefined,
): ContainerFiles {
  const mounts: Mount[] = [];
  for (const { name, mountPath, readOnly, subPath, subPathExpr } of container.volumeMounts ?? []) {
    const volume = record.volumes.get(name);
    if (volume === undefined) continue;
    const part = subPathExpr === undefined ? subPath : expandReferences(subPathExpr, lookUp);
    const below = cleanPath(`${volume.root}/${part ?? ""}`);
    const isReadOnly = readOnly === true || volume.isWritten;
    // A part of a volume is mounted as it is now: what is written later goes beside it.
    const isFixed = volume.isWritten && below !== volume.root;
    const tree = isFixed ? volume.tree.copyOf(below) : volume.tree;
    if (tree.read(below) === undefined) tree.makeFolder(below);
    mounts.push({
      path: cleanPath(mountPath),
      tree,
      subPath: below,
      readOnly: isReadOnly,
    });
  }
  const isReadOnlyRoot = container.securityContext?.readOnlyRootFilesystem === true;
  const makeRoot = () => {
    const tree = new FileTree({ "/etc/hostname": `${hostname}\n` }, FOLDERS);
    if (run.image.entry.noShell !== true)
      tree.write("/etc/passwd", "root:x:0:0:root:/root:/bin/sh\n");
    tree.write("/etc/resolv.conf", resolvConf(record));
    tree.write("/etc/hosts", hostsFile(record.pod, record.sandbox?.ip ?? ""));
    if (runtime.measuresUsage) use.watchTree(tree, record);
    return tree;
  };
  return new ContainerFiles(makeRoot, mounts, isReadOnlyRoot);
}

/** https://kubernetes.io/docs/tasks/network/customize-hosts-file-for-pods/ */
function hostsFile(pod: Pod, ip: string): string {
  const { spec } = pod;
  const onHost = spec.hostNetwork === true;
  const name = spec.hostnameOverride ?? shortNameOf(pod);
  const domain = domainOf(pod);
  const names = domain === "" ? name : `${name}.${domain}\t${name}`;
  const own = [
    "# Kubernetes-managed hosts file.",
    "127.0.0.1\tlocalhost",
    "::1\tlocalhost ip6-localhost ip6-loopback",
    "fe00::0\tip6-localnet",
    "fe00::0\tip6-mcastprefix",
    "fe00::1\tip6-allnodes",
    "fe00::2\tip6-allrouters",
    `${ip}\t${names}`,
  ];
  const node = ["# Kubernetes-managed hosts file (host network).", "127.0.0.1\tlocalhost"];
  const aliases = (spec.hostAliases ?? []).map(
    (alias) => `${alias.ip}\t${(alias.hostnames ?? []).join("\t")}`,
  );
  const more = aliases.length === 0 ? [] : ["", "# Entries added by HostAliases.", ...aliases];
  return [...(onHost ? node : own), ...more].map((line) => `${line}\n`).join("");
}

function resolvConf({ pod }: PodRecord): string {
  const { dnsConfig, dnsPolicy = "ClusterFirst", hostNetwork } = pod.spec;
  const own =
    dnsPolicy === "None" ||
    dnsPolicy === "Default" ||
    (dnsPolicy === "ClusterFirst" && hostNetwork === true);
  const namespace = pod.metadata.namespace ?? "default";
  const searches = own
    ? []
    : [`${namespace}.svc.cluster.local`, "svc.cluster.local", "cluster.local"];
  const servers = dnsPolicy === "None" ? [] : [own ? "10.0.0.2" : "10.96.0.10"];
  const options = (dnsConfig?.options ?? []).map(({ name, value }) =>
    value === undefined ? name : `${name}:${value}`,
  );
  const lines = [
    ["search", ...searches, ...(dnsConfig?.searches ?? [])],
    ...[...servers, ...(dnsConfig?.nameservers ?? [])].map((server) => ["nameserver", server]),
    ["options", ...(own ? [] : ["ndots:5"]), ...options],
  ];
  return lines
    .filter(([name, ...rest]) => name === "search" || rest.length > 0)
    .map((line) => `${line.join(" ")}\n`)
    .join("");
}
