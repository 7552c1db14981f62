/** A file's name says which thing it holds: kebab-case, and no drawer for leftovers. */
import type { HouseRule } from "../rule.ts";

const NAME =
  /^_?[a-z0-9]+(-[a-z0-9]+)*(\.(test|spec|db|generated|config|worker|d))*\.(tsx?|mjs|cjs)$/;
// Next.js gives a folder's brackets, parentheses, @ and _ a meaning.
const FOLDER = /^([_@]?[a-z0-9]+(-[a-z0-9]+)*|\(\.*[a-z0-9-]+\)|\[+(\.\.\.)?[a-zA-Z0-9-]+\]+)$/;
const DRAWER = /^(utils?|helpers?|misc|common|core|base)$|-(utils?|helpers?)$/;

export const fileName: HouseRule = {
  id: "file-name",
  remedy: "Name the file after the one thing in it, in kebab-case.",
  check: (files) =>
    files.flatMap((file) => {
      const parts = file.path.split("/");
      const name = parts.pop() ?? "";
      const bad = [
        ...(NAME.test(name) ? [] : [name]),
        ...parts.filter((folder) => !FOLDER.test(folder)),
        ...[...parts, name.replace(/\..*$/, "")].filter((part) => DRAWER.test(part)),
      ];
      return bad.map((part) => ({ path: file.path, line: 1, message: `the name ${part}` }));
    }),
  broken: [
    { "lib/deck/cardList.ts": "" },
    { "lib/deck/Card.ts": "" },
    { "lib/deck/utils.ts": "" },
    { "lib/helpers/a.ts": "" },
    { "lib/deck/string-utils.ts": "" },
    { "lib/deck/core.ts": "" },
    { "lib/card_list/a.ts": "" },
  ],
  kept: [
    {
      "lib/deck/card-list.test.ts": "",
      "lib/server/store/notes.db.test.ts": "",
      "app/(study)/notes/[noteId]/page.tsx": "",
      "app/_ui/core-concept.tsx": "",
    },
  ],
};
