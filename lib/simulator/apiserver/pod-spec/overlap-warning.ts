/** Warnings about files of one volume that lie on one another. */
import type { Volume, VolumeProjection } from "../../api/types.generated.ts";

type Placed = { readonly path: string; readonly source: string };
type File = { readonly path: string };

export function overlapWarnings(volumes: readonly Volume[]): readonly string[] {
  const warnings: string[] = [];
  for (const { name, configMap, secret, downwardAPI, projected } of volumes) {
    const own = (what: string, items: readonly File[]): void => {
      const files = items.map(({ path }) => ({ path, source: "" }));
      for (const text of overlaps(files)) warnings.push(warning(name, what, text));
    };
    if (configMap?.items) own(`ConfigMap "${configMap.name ?? ""}"`, configMap.items);
    if (secret?.items) own(`Secret "${secret.secretName ?? ""}"`, secret.items);
    if (downwardAPI?.items) own("DownwardAPI", downwardAPI.items);
    if (projected) warnings.push(...projectedWarnings(name, projected.sources ?? []));
  }
  return warnings;
}

function projectedWarnings(name: string, sources: readonly VolumeProjection[]): readonly string[] {
  const empty = sources
    .filter((source) => Object.keys(source).length === 0)
    .map(() => `volume "${name}" (Projected) has no sources provided`);
  const found = overlaps(sources.flatMap(filesOf));
  return [...empty, ...found.map((text) => warning(name, "Projected", text))];
}

function filesOf({
  configMap,
  secret,
  downwardAPI,
  serviceAccountToken,
}: VolumeProjection): readonly Placed[] {
  const place = (source: string, items: readonly File[] | undefined) =>
    (items ?? []).map(({ path }) => ({ path, source }));
  if (configMap?.items !== undefined)
    return place(`ConfigMap "${configMap.name ?? ""}"`, configMap.items);
  if (secret?.items !== undefined) return place(`Secret "${secret.name ?? ""}"`, secret.items);
  if (downwardAPI?.items !== undefined) return place("DownwardAPI", downwardAPI.items);
  if (serviceAccountToken === undefined) return [];
  return place("ServiceAccountToken", [serviceAccountToken]);
}

function overlaps(files: readonly Placed[]): readonly string[] {
  if (files.length < 2) return [];
  const seen: Placed[] = [];
  const warnings: string[] = [];
  for (const file of files) {
    const path = file.path.replace(/\/+$/, "");
    for (const other of path === "" ? [] : seen) {
      if (other.path === "" || !(inside(other.path, path) || inside(path, other.path))) continue;
      warnings.push(`${shown({ ...file, path })} with ${shown(other)}`);
    }
    seen.push({ ...file, path });
  }
  return warnings;
}

function inside(path: string, folder: string): boolean {
  return `${path}/`.startsWith(`${folder}/`);
}

function shown({ path, source }: Placed): string {
  return source === "" ? `"${path}"` : `"${path}" (${source})`;
}

function warning(name: string, what: string, text: string): string {
  return `volume "${name}" (${what}): overlapping paths: ${text}`;
}
