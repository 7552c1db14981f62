/** Which containers `-c` means: a name, or a pattern with `*`. */
import { KubectlError } from "../../command/error.ts";
import type { Container, PodSpec } from "../../resource/pod-template.ts";

function matcherOf(pattern: string): RegExp {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*");
  return new RegExp(`^${escaped}$`);
}

export function hasContainer({ containers = [] }: PodSpec, pattern: string): boolean {
  const matcher = matcherOf(pattern);
  return containers.some(({ name }) => matcher.test(name));
}

export function changeContainers(
  spec: PodSpec,
  pattern: string,
  change: (container: Container) => Container,
  { initToo = false }: { readonly initToo?: boolean } = {},
): PodSpec {
  const matcher = matcherOf(pattern);
  const { containers = [], initContainers } = spec;
  const affected = (container: Container) => matcher.test(container.name);
  const candidates = initToo ? [...containers, ...(initContainers ?? [])] : containers;
  if (!candidates.some(affected)) {
    throw new KubectlError(`unable to find container named ${pattern}`);
  }
  const changed = (list: readonly Container[]) =>
    list.map((container) => (affected(container) ? change(container) : container));
  return {
    ...spec,
    containers: changed(containers),
    ...(initToo && initContainers !== undefined ? { initContainers: changed(initContainers) } : {}),
  };
}
