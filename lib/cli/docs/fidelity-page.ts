/**
 * The page of everything that the simulator leaves out, collected from the headers of its files.
 */
import { isTest, notSimulated, type SourceFile } from "#lib/house-rules";

const HEAD = `# What is not simulated

Made by \`npm run docs\` from the lines «Not simulated: …» in the headers of the files; do not edit.
What is not named here behaves as Kubernetes v1.35 does, or is a defect; how often it does is
counted in [conformance.md](conformance.md).
`;

export function fidelityPage(files: readonly SourceFile[]): string {
  const told = files
    .filter((file) => file.path.startsWith("lib/") && !isTest(file))
    .filter((file) => !/^lib\/(house-rules|cli)\//.test(file.path))
    .flatMap(({ path, text }) => notSimulated(text).map((sentence) => ({ path, sentence })));
  const folders = [...new Set(told.map(({ path }) => folderOf(path)))].sort();
  const sections = folders.map((folder) => {
    const lines = told
      .filter(({ path }) => folderOf(path) === folder)
      .map(({ path, sentence }) => `- [\`${nameOf(path)}\`](../${path}): ${sentence}`);
    return `## ${folder}\n\n${lines.join("\n")}\n`;
  });
  return [HEAD, ...sections].join("\n");
}

const folderOf = (path: string): string => path.split("/").slice(1, -1).join("/");
const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);
