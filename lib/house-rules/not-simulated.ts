/** Reads the sentences after `Not simulated:` out of the comments of a file. */

/** Each statement without the words `Not simulated:`, on one line, with its full stop. */
export function notSimulated(text: string): readonly string[] {
  const found: string[] = [];
  let open: string[] | undefined;
  const close = (): void => {
    if (open !== undefined) found.push(open.join(" ").replace(/\s+/g, " ").trim());
    open = undefined;
  };
  for (const line of text.split("\n")) {
    const comment = /^[ \t]*(?:\/\*\*?|\*(?!\/)|\/\/)(.*?)(\*\/)?[ \t]*$/.exec(line);
    const said = comment?.[1]?.trim() ?? "";
    const start = /\bNot simulated: (.*)$/.exec(said);
    if (start !== null || said === "") close();
    if (start !== null) open = [start[1] ?? ""];
    else if (said !== "") open?.push(said);
    if (comment?.[2] !== undefined) close();
  }
  close();
  return found;
}
