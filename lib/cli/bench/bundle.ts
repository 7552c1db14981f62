/** Bundles code as a browser or a bare Node gets it, so that no loader is measured with it. */
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** Writes a bundle for Node below .cache/bench and gives its path. */
export async function bundleForNode(name: string, code: string): Promise<string> {
  const outfile = `${root}.cache/bench/${name}.mjs`;
  await build({
    stdin: { contents: code, resolveDir: root, loader: "ts" },
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    logLevel: "error",
    banner: {
      js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
    },
  });
  return outfile;
}

/**
 * A module as production runs it: the loader of TypeScript that commands run under names every
 * function anew when it is made, which costs a tenth of the time.
 */
export async function importBundled<T>(path: string): Promise<T> {
  // As deep as this file, so that what is bundled finds the root where this file does.
  const outfile = `${root}.cache/bench/run/${path.replaceAll("/", "-")}.mjs`;
  await build({
    entryPoints: [`${root}${path}`],
    outfile,
    bundle: true,
    packages: "external",
    conditions: ["react-server"],
    platform: "node",
    format: "esm",
    logLevel: "error",
  });
  return (await import(outfile)) as T;
}

/** Size in bytes of what a browser loads for these layers, minified and compressed. */
export async function browserBytes(layers: readonly string[]): Promise<number> {
  const code = layers.map((layer, at) => `import * as l${at} from "#lib/${layer}";`).join("\n");
  const use = `globalThis.layers = [${layers.map((_, at) => `l${at}`).join(", ")}];`;
  const { outputFiles } = await build({
    stdin: { contents: `${code}\n${use}`, resolveDir: root, loader: "ts" },
    bundle: true,
    minify: true,
    platform: "browser",
    format: "esm",
    write: false,
    logLevel: "silent",
  });
  return gzipSync(outputFiles[0]?.contents ?? new Uint8Array(), { level: 9 }).length;
}
