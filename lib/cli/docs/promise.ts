/**
 * Reads conformance/promises: one row for each promise of Kubernetes, with what shows that the
 * simulator keeps it (a recorded case or a test that states it) or why nothing does yet.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";

/** A recorded case by its name, or a test by its file and its title. */
export type Proof = { readonly case: string } | { readonly test: string; readonly title: string };

export type Promised = {
  /** `W-001`: an area's letters and a number that never changes. */
  readonly id: string;
  readonly subject: string;
  readonly promise: string;
  readonly shown?: readonly Proof[] | undefined;
  readonly notYet?: string | undefined;
};

export type PromiseArea = { readonly name: string; readonly rows: readonly Promised[] };

const proof = z.union([
  z.strictObject({ case: z.string().min(1) }),
  z.strictObject({ test: z.string().min(1), title: z.string().min(1) }),
]);

const row = z
  .strictObject({
    id: z.string().regex(/^[A-Z]+-\d{3}$/),
    subject: z.string().min(1),
    promise: z.string().min(1),
    shown: z.array(proof).min(1).optional(),
    notYet: z.string().min(1).optional(),
  })
  .refine(({ shown, notYet }) => (shown === undefined) !== (notYet === undefined), {
    error: "either shown or notYet",
  });

/** All areas below `root`/conformance/promises by name. Throws where a file has another form. */
export function readPromises(root: string): readonly PromiseArea[] {
  const folder = join(root, "conformance/promises");
  return readdirSync(folder)
    .sort()
    .map((file) => ({
      name: file.replace(/\.yaml$/, ""),
      rows: z.array(row).parse(parse(readFileSync(join(folder, file), "utf8"))),
    }));
}

/** One sentence for each id that comes twice and each proof that is not there. */
export function brokenPromises(root: string, areas: readonly PromiseArea[]): readonly string[] {
  const seen = new Set<string>();
  return areas.flatMap(({ rows }) =>
    rows.flatMap(({ id, shown }) => {
      const twice = seen.has(id) ? [`${id} comes twice.`] : [];
      seen.add(id);
      return [...twice, ...(shown ?? []).flatMap((one) => missing(root, id, one))];
    }),
  );
}

function missing(root: string, id: string, one: Proof): readonly string[] {
  if ("case" in one) {
    const there = existsSync(join(root, `conformance/cases/${one.case}.yaml`));
    return there ? [] : [`${id}: there is no recorded case ${one.case}.`];
  }
  if (!existsSync(join(root, one.test))) return [`${id}: there is no file ${one.test}.`];
  const titled = readFileSync(join(root, one.test), "utf8").includes(one.title);
  return titled ? [] : [`${id}: ${one.test} has no test «${one.title}».`];
}

/** The cases that must pass for the promises to be kept. */
export const promisedCases = (areas: readonly PromiseArea[]): ReadonlySet<string> =>
  new Set(
    areas.flatMap(({ rows }) =>
      rows.flatMap(({ shown }) =>
        (shown ?? []).flatMap((one) => ("case" in one ? [one.case] : [])),
      ),
    ),
  );
