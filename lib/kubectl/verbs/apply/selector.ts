/** Label selectors judged by kubectl itself: for objects that come from files. */

type Labels = Readonly<Record<string, string>> | undefined;

const SET = /^(\S+)\s+(in|notin)\s+\(([^)]*)\)$/;

/** Whether labels match a selector such as `a=b,c!=d,e in (f,g),!h`. */
export function matchesSelectorText(selector: string, labels: Labels): boolean {
  const parts = selector.match(/[^,(]+(?:\([^)]*\))?/g) ?? [];
  return parts.map((part) => part.trim()).every((part) => matchesPart(part, labels));
}

function matchesPart(part: string, labels: Labels): boolean {
  const set = SET.exec(part);
  if (set !== null) {
    const value = labels?.[set[1] ?? ""];
    const values = (set[3] ?? "").split(",").map((one) => one.trim());
    const inside = value !== undefined && values.includes(value);
    return set[2] === "in" ? inside : !inside;
  }
  if (part.startsWith("!")) return labels?.[part.slice(1)] === undefined;
  const equation = /^([^!=]+?)\s*(!=|==?)\s*(.*)$/.exec(part);
  if (equation === null) return labels?.[part] !== undefined;
  const equal = labels?.[equation[1] ?? ""] === equation[3];
  return equation[2] === "!=" ? !equal : equal;
}
