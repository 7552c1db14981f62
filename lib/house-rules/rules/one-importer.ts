/** A package whose ways we translate is known by one file alone, so that it can be replaced. */
import type { HouseRule, Violation } from "../rule.ts";
import { isTest, type SourceFile } from "../source-file.ts";

const PACKAGES: readonly string[] = ["croner", "ts-fsrs"];

export const oneImporter: HouseRule = {
  id: "one-importer",
  remedy: "Call the file that already imports the package.",
  check: (files) => PACKAGES.flatMap((name) => violations(name, files)),
  broken: [
    {
      "lib/review/scheduler.ts": 'import { fsrs } from "ts-fsrs";\n',
      "lib/review/queue.ts": 'import type { Card } from "ts-fsrs";\n',
    },
  ],
  kept: [
    {
      "lib/review/scheduler.ts": 'import { fsrs } from "ts-fsrs";\n',
      "lib/review/scheduler.test.ts": 'import { fsrs } from "ts-fsrs";\n',
    },
  ],
};

function violations(name: string, files: readonly SourceFile[]): readonly Violation[] {
  const importing = new RegExp(`^(import|export|\\}) .*"${name}";|^import "${name}";`, "m");
  const [first, ...others] = files.filter((file) => !isTest(file) && importing.test(file.text));
  return others.map((file) => ({
    path: file.path,
    line: 1,
    message: `imports ${name}, as does ${first?.path}`,
  }));
}
