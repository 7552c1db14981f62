/**
 * Names of images as container runtimes read them: `nginx` is `docker.io/library/nginx:latest`.
 * https://kubernetes.io/docs/concepts/containers/images/#image-names
 */
import { hash128 } from "../engine/hash.ts";

export type ImageReference = {
  /** With its registry: `docker.io/library/nginx`. */
  readonly repository: string;
  /** A tag, or a digest `sha256:…`. */
  readonly tag: string;
};

const HOST =
  /^(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*(?::[0-9]+)?$/;
const PATH = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/;
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^[a-z0-9]+(?:[.+_-][a-z0-9]+)*:[0-9a-fA-F]{32,}$/;
const PULLED_DIGEST = /^sha256:[0-9a-f]{64}$/;

/** undefined when the name is no reference. */
export function parseImage(name: string): ImageReference | undefined {
  const at = name.indexOf("@");
  const digest = at < 0 ? undefined : name.slice(at + 1);
  if (digest !== undefined && !DIGEST.test(digest)) return undefined;
  const rest = at < 0 ? name : name.slice(0, at);
  const colon = rest.lastIndexOf(":");
  const hasTag = colon > rest.lastIndexOf("/");
  const tag = hasTag ? rest.slice(colon + 1) : undefined;
  if (tag !== undefined && !TAG.test(tag)) return undefined;
  const [host, path] = splitHost(hasTag ? rest.slice(0, colon) : rest);
  if (!HOST.test(host) || !PATH.test(path)) return undefined;
  return { repository: `${host}/${path}`, tag: digest ?? tag ?? "latest" };
}

/** Why a name is no reference. */
export function imageFault(name: string): string {
  if (/^[a-f0-9]{64}$/.test(name))
    return `invalid repository name (${name}), cannot specify 64-byte hexadecimal strings`;
  const [, path] = splitHost(name);
  const remote = path.split(":")[0] ?? "";
  const isLower = remote === remote.toLowerCase();
  const why = isLower ? "" : `: repository name (${remote}) must be lowercase`;
  return `invalid reference format${why}`;
}

// What stands before the first slash is a registry when it looks like a host.
function splitHost(name: string): readonly [host: string, path: string] {
  const slash = name.indexOf("/");
  const first = name.slice(0, Math.max(0, slash));
  const isHost = /[.:]/.test(first) || first === "localhost" || first !== first.toLowerCase();
  if (slash < 0 || !isHost) return ["docker.io", name.includes("/") ? name : `library/${name}`];
  const host = first === "index.docker.io" ? "docker.io" : first;
  const path = name.slice(slash + 1);
  return [host, host === "docker.io" && !path.includes("/") ? `library/${path}` : path];
}

/** `docker.io/library/nginx:1.27`, or `…@sha256:…`. */
export function fullImageName({ repository, tag }: ImageReference): string {
  return repository + (PULLED_DIGEST.test(tag) ? "@" : ":") + tag;
}

const digests = new Map<string, string>();

/** What `imageID` shows; a digest made from the name, the same in every run. */
export function imageIdOf(reference: ImageReference): string {
  const full = fullImageName(reference);
  let id = digests.get(full);
  if (id === undefined) {
    id = `${reference.repository}@sha256:${hash128(full)}${hash128(`${full}/2`)}`;
    digests.set(full, id);
  }
  return id;
}
