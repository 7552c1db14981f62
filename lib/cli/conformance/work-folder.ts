/** The folder in which kubectl runs during a case: the case's files and nothing else. */

export type WorkFolder = {
  readonly readFile: (path: string) => string | undefined;
  /** Names of the files right in a folder; undefined where there is no such folder. */
  readonly listFiles: (path: string) => readonly string[] | undefined;
};

export function caseFiles(files: Readonly<Record<string, string>>): WorkFolder {
  const byPath = new Map(Object.entries(files).map(([path, text]) => [normalised(path), text]));
  return {
    readFile: (path) => byPath.get(normalised(path)),
    listFiles: (path) => {
      const folder = normalised(path);
      const prefix = folder === "" ? "" : `${folder}/`;
      const inside = [...byPath.keys()].filter((name) => name.startsWith(prefix)).sort();
      if (inside.length === 0 && folder !== "") return undefined;
      return inside.map((name) => name.slice(prefix.length)).filter((name) => !name.includes("/"));
    },
  };
}

function normalised(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return parts.join("/");
}
