/**
 * Reads conformance/paths: rows that say who asks for what, on top of which objects, what comes of
 * it, and which page of kubernetes.io (or of the Gateway API) says so.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";

const drafted = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string(), namespace: z.string().optional() }),
});

const step = z.union([
  z.strictObject({ delete: z.string() }),
  z.strictObject({ cut: z.string() }),
  z.strictObject({ join: z.string() }),
  z.strictObject({ ask: z.string(), from: z.string() }),
]);

const row = z.strictObject({
  name: z.string(),
  says: z.string().regex(/^(docs|reference|guides|api-types)\//),
  given: z.array(drafted).optional(),
  before: z.array(step).optional(),
  afterMs: z.number().optional(),
  from: z.string(),
  ask: z.string(),
  sent: z
    .strictObject({
      headers: z.record(z.string(), z.string()).optional(),
      method: z.string().optional(),
      sourceIp: z.string().optional(),
      insecure: z.boolean().optional(),
    })
    .optional(),
  times: z.number().optional(),
  expect: z.string(),
  why: z.string().optional(),
  seenAs: z.string().optional(),
});

export type Drafted = z.infer<typeof drafted>;
export type PathStep = z.infer<typeof step>;
export type PathRow = z.infer<typeof row>;

export function readPaths(root: string, name: string): readonly PathRow[] {
  const file = join(root, `conformance/paths/${name}.yaml`);
  return z.array(row).parse(parse(readFileSync(file, "utf8")));
}
