/** A thing that is in no list does nothing: each file of a kind's folder is named by its index. */
import type { HouseRule, Violation } from "../rule.ts";
import { isGenerated, isTest, type SourceFile } from "../source-file.ts";

/** Folders of one thing per file, with the list in their index.ts. */
export const KIND_FOLDERS: readonly string[] = [
  "lib/simulator/controllers",
  "lib/simulator/scheduler/plugins",
  "lib/simulator/invariants",
  "lib/simulator/apiserver/admission",
  "lib/simulator/apiserver/kinds",
  "lib/kubectl/verbs",
  "lib/kubectl/printers",
  "lib/kubectl/describers",
  "lib/compiler/rules",
  "lib/grader/expectations",
  "lib/server/use-cases",
  "lib/house-rules/rules",
];

const controllers = "lib/simulator/controllers";

export const listed: HouseRule = {
  id: "listed",
  remedy: "Add the file to the list in its folder's index.ts.",
  check: (files) => KIND_FOLDERS.flatMap((folder) => violations(folder, files)),
  broken: [
    {
      [`${controllers}/index.ts`]: "export {};\n",
      [`${controllers}/job.ts`]: "export const a = 1;\n",
    },
    { [`${controllers}/job.ts`]: "export const a = 1;\n" },
    {
      [`${controllers}/index.ts`]: "export {};\n",
      [`${controllers}/job/index.ts`]: "export {};\n",
    },
  ],
  kept: [
    {
      [`${controllers}/index.ts`]: 'import { a } from "./job.ts";\nexport const all = [a];\n',
      [`${controllers}/job.ts`]: 'import { part } from "./part.ts";\nexport const a = part;\n',
      [`${controllers}/part.ts`]: "export const part = 1;\n",
      [`${controllers}/job.test.ts`]: 'test("a", () => {});\n',
    },
  ],
};

function violations(folder: string, files: readonly SourceFile[]): readonly Violation[] {
  const inside = files.filter((file) => file.path.startsWith(`${folder}/`) && !isTest(file));
  const index = inside.find((file) => file.path === `${folder}/index.ts`);
  if (index === undefined) {
    const first = inside[0];
    return first === undefined ? [] : [{ path: first.path, line: 1, message: "no index.ts" }];
  }
  return inside
    .filter((file) => file !== index && !isGenerated(file) && isThing(folder, file))
    .filter((file) => !isNamed(folder, file, inside))
    .map((file) => ({ path: file.path, line: 1, message: `not in ${index.path}` }));
}

/** A file of the folder, or a folder of files for a thing too large for one. */
function isThing(folder: string, file: SourceFile): boolean {
  const rest = file.path.slice(folder.length + 1);
  return !rest.includes("/") || /^[^/]+\/index\.ts$/.test(rest);
}

/** Named by the index, or a part that a sibling imports (the contract, what two things share). */
function isNamed(folder: string, file: SourceFile, inside: readonly SourceFile[]): boolean {
  const specifier = `"./${file.path.slice(folder.length + 1)}"`;
  return inside.some((other) => {
    const isSibling = !other.path.slice(folder.length + 1).includes("/");
    const specifierThere = isSibling ? specifier : specifier.replace('"./', '"../');
    return other !== file && other.text.includes(specifierThere);
  });
}
