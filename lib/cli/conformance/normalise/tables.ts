/** Step 2 of conformance/FORMAT.md: which lines are rows of which table, and the ages in them. */

export type Table = {
  /** The table begins with `Type Reason`: the events of a description. */
  readonly isEvents: boolean;
  /** Its rows come in no certain order. */
  readonly isUnordered: boolean;
};

export type TableLines = {
  readonly lines: readonly string[];
  /** For each line the table that it is a row of. */
  readonly tableOf: readonly (Table | undefined)[];
};

type Column = { readonly from: number; readonly to: number };

const TITLE = /^[A-Z][A-Z0-9 _()/.%:-]*$/;
const DURATION = "(?:\\d+[smhdy])+";
const AGE = new RegExp(`^${DURATION}(?: \\(x\\d+ over ${DURATION}\\))?$`);
const PLAIN_AGE = new RegExp(`^${DURATION}$`);
const AGE_TITLES: ReadonlySet<string> = new Set([
  "AGE",
  "Age",
  "DURATION",
  "LAST SEEN",
  "FIRST SEEN",
  "LAST SCHEDULE",
  "RUNAGE",
]);
const DESCRIBED: ReadonlySet<string> = new Set(["Type Reason", "Namespace Name", "Type Status"]);

const words = (line: string): readonly string[] => line.split(/\s+/).filter((word) => word !== "");
const firstTwo = (line: string): string => words(line).slice(0, 2).join(" ");

/** Marks the rows of all tables of an output and replaces the ages in them. */
export function readTables(output: readonly string[], command: readonly string[]): TableLines {
  if (command.some((word) => word === "--no-headers" || word === "--no-headers=true")) {
    return readWithoutHeaders(output);
  }
  const tableOf: (Table | undefined)[] = [];
  let table: Table | undefined;
  let columns: readonly Column[] = [];
  const lines = output.map((line) => {
    let row: Table | undefined;
    let result = line;
    if (line.trim() === "") table = undefined;
    else if (isHeader(line)) {
      table = describeTable(line);
      columns = ageColumns(line);
    } else if (table !== undefined && !line.trim().startsWith("----")) {
      row = table;
      result = replaceAges(line, columns);
    }
    tableOf.push(row);
    return result;
  });
  return { lines, tableOf };
}

/** All lines are rows of one table, unless a header stands there nevertheless. */
function readWithoutHeaders(output: readonly string[]): TableLines {
  const table: Table = { isEvents: false, isUnordered: false };
  const lines = output.map((line) => {
    if (line.trim() === "") return line;
    const cells = line.split(/\s{2,}/);
    return cells.map((cell) => (PLAIN_AGE.test(cell) ? "<age>" : cell)).join("   ");
  });
  return { lines, tableOf: output.map((line) => (line.trim() === "" ? undefined : table)) };
}

export function isHeader(line: string): boolean {
  const said = words(line);
  if (said.length > 3 && firstTwo(line) === "Type Resource") return true;
  if (line.startsWith("  ")) return said.length >= 4 && DESCRIBED.has(firstTwo(line));
  const title = line.trim();
  const cells = title.split(/\s{2,}/);
  return (cells.length >= 2 || title === "NAME") && cells.every((cell) => TITLE.test(cell));
}

function describeTable(header: string): Table {
  return {
    isEvents: words(header)[1] === "Reason",
    isUnordered: header.includes("LAST SEEN") || firstTwo(header) === "Type Resource",
  };
}

/** A column begins where its title begins and ends where the next one begins. */
function ageColumns(header: string): readonly Column[] {
  const titles = [...header.matchAll(/\S+(?: \S+)*/g)];
  return titles.flatMap((title, index) =>
    AGE_TITLES.has(title[0])
      ? [{ from: title.index, to: titles[index + 1]?.index ?? Number.POSITIVE_INFINITY }]
      : [],
  );
}

function replaceAges(row: string, columns: readonly Column[]): string {
  let line = row;
  for (const { from, to } of columns.toReversed()) {
    if (from >= line.length) continue;
    const rest = line.slice(to);
    if (!AGE.test(line.slice(from, to).trim())) continue;
    line = `${line.slice(0, from)}<age>${rest === "" ? "" : `   ${rest}`}`;
  }
  return line;
}
