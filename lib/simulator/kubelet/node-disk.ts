/** What is on a node's own file system, for hostPath volumes that ask for something. */
import { FileTree } from "../storage/index.ts";

const FOLDERS: readonly string[] = [
  "/var/log/pods",
  "/var/lib/kubelet",
  "/var/run",
  "/run",
  "/tmp",
  "/etc/kubernetes",
  "/opt",
  "/mnt",
  "/home",
  "/root",
  "/usr",
  "/srv",
  "/proc",
  "/sys",
  "/dev",
];

const FILES: readonly string[] = [
  "/etc/hosts",
  "/etc/hostname",
  "/etc/resolv.conf",
  "/etc/localtime",
  "/run/containerd/containerd.sock",
  "/var/run/containerd/containerd.sock",
];

export function diskOfNode(): FileTree {
  return new FileTree(Object.fromEntries(FILES.map((path) => [path, ""])), FOLDERS);
}
