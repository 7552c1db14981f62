/**
 * Which images can be pulled and what is in them: those that an author declares, then the table.
 * Failures are worded as containerd words them.
 *
 * Not simulated: credentials, rate limits, several architectures of one image.
 */
import { imageFact } from "./image-fact.ts";
import { fullImageName, type ImageReference, imageIdOf, parseImage } from "./image-reference.ts";
import type { ImageSpec, ProgramSpec } from "./image-spec.ts";
import { IMAGES, type ImageEntry, MISSING_TAG_WORDS, REGISTRIES } from "./image-table.ts";

/** What the images of the recordings were said to have. */
const TABLE_SIZE_BYTES = 41_943_040;
const MEGABYTE = 1_000_000;

export type Image = {
  readonly repository: string;
  /** `docker.io/library/nginx:1.27` */
  readonly fullName: string;
  /** `docker.io/library/nginx@sha256:…` */
  readonly id: string;
  readonly entry: ImageEntry;
  readonly program: ProgramSpec | undefined;
  /** The node's own latency when undefined. */
  readonly pullMs: number | undefined;
  readonly sizeBytes: number;
};

export type Lookup =
  | { readonly image: Image }
  | { readonly error: string; readonly pullMs?: number };

export class ImageRegistry {
  readonly #byName = new Map<string, ImageSpec>();
  readonly #byRepository = new Map<string, ImageSpec>();
  readonly #found = new Map<string, Lookup>();
  /** Registries that do not answer; "" means none does. */
  readonly #down = new Set<string>();
  readonly #knowsSizes: boolean;

  constructor(specs: readonly ImageSpec[] = [], knowsSizes = false) {
    this.#knowsSizes = knowsSizes;
    for (const spec of specs) {
      const reference = parseImage(spec.image);
      if (reference === undefined) continue;
      const anyTag = !/[@:][^/]*$/.test(spec.image);
      if (anyTag) this.#byRepository.set(reference.repository, spec);
      else this.#byName.set(fullImageName(reference), spec);
    }
  }

  /** One registry, or all of them when none is named, answers or does not. */
  setUp(registry: string | undefined, isUp: boolean): void {
    if (isUp) this.#down.delete(registry ?? "");
    else this.#down.add(registry ?? "");
  }

  /** What pulling a reference gives. */
  look(reference: ImageReference): Lookup {
    const name = fullImageName(reference);
    if (this.#isDown(reference)) return { error: silence(reference) };
    let found = this.#found.get(name);
    if (found === undefined) {
      found = this.#find(reference, name);
      this.#found.set(name, found);
    }
    return found;
  }

  #isDown({ repository }: ImageReference): boolean {
    if (this.#down.size === 0) return false;
    return this.#down.has("") || this.#down.has(repository.slice(0, repository.indexOf("/")));
  }

  #sizeOf(repository: string): number {
    return this.#knowsSizes ? imageFact(repository).megabytes * MEGABYTE : TABLE_SIZE_BYTES;
  }

  #find(reference: ImageReference, fullName: string): Lookup {
    const spec = this.#byName.get(fullName) ?? this.#byRepository.get(reference.repository);
    const { repository } = reference;
    const id = imageIdOf(reference);
    if (spec !== undefined) {
      const { pullError, pullMs, program, sizeBytes = this.#sizeOf(repository) } = spec;
      if (pullError !== undefined) {
        return {
          error: unpackFailure(fullName, pullError),
          ...(pullMs === undefined ? {} : { pullMs }),
        };
      }
      const entry = IMAGES[repository] ?? entryOf(spec);
      return { image: { repository, fullName, id, entry, program, pullMs, sizeBytes } };
    }
    const error = pullFailure(reference);
    if (error !== undefined) return { error };
    const entry = IMAGES[repository] as ImageEntry;
    const sizeBytes = this.#sizeOf(repository);
    return {
      image: { repository, fullName, id, entry, program: undefined, pullMs: undefined, sizeBytes },
    };
  }
}

function entryOf({ noShell, user, program }: ImageSpec): ImageEntry {
  return {
    serves: "server",
    bins: ["server"],
    ...(program?.listens === undefined ? {} : { ports: program.listens }),
    ...(noShell === undefined ? {} : { noShell }),
    ...(user === undefined ? {} : { user }),
  };
}

/** Behind this name stands another host. */
const HOSTS: Readonly<Record<string, string>> = { "docker.io": "registry-1.docker.io" };
const SILENT_ADDRESS = "203.0.113.80:443";

/** A registry that does not answer. */
function silence(reference: ImageReference): string {
  return headFailure(reference, `dial tcp ${SILENT_ADDRESS}: i/o timeout`);
}

/** The first thing that a pull asks its registry for fails. */
function headFailure(reference: ImageReference, why: string): string {
  const { repository, tag } = reference;
  const slash = repository.indexOf("/");
  const host = repository.slice(0, slash);
  const url = `https://${HOSTS[host] ?? host}/v2/${repository.slice(slash + 1)}/manifests/${tag}`;
  return unpackFailure(fullImageName(reference), `failed to do request: Head "${url}": ${why}`);
}

function pullFailure(reference: ImageReference): string | undefined {
  const { repository, tag } = reference;
  const name = fullImageName(reference);
  const slash = repository.indexOf("/");
  const host = repository.slice(0, slash);
  const path = repository.slice(slash + 1);
  if (!REGISTRIES.has(host)) {
    const lookup = `dial tcp: lookup ${host.split(":")[0]} on 10.0.0.2:53: no such host`;
    return headFailure(reference, lookup);
  }
  const missing = `rpc error: code = NotFound desc = ${unpackFailure(name, `${name}: not found`)}`;
  if (IMAGES[repository] === undefined) {
    if (host !== "docker.io" || path.startsWith("library/")) return missing;
    const why =
      "pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed";
    return unpackFailure(name, why);
  }
  return MISSING_TAG_WORDS.some((word) => tag.includes(word)) ? missing : undefined;
}

function unpackFailure(name: string, why: string): string {
  return `failed to pull and unpack image "${name}": failed to resolve reference "${name}": ${why}`;
}
