/** The shapes of a scenario's YAML files, as authors write them. */
import { z } from "zod";
import { duration, plannedFault, possibleFault } from "./fault-schema.ts";

const text = z.union([
  z.string().transform((en) => ({ en })),
  z
    .strictObject({ en: z.string(), ja: z.string().optional() })
    .transform(({ en, ja }) => (ja === undefined ? { en } : { en, ja })),
]);

const partialObject = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z
    .looseObject({ name: z.string().optional(), namespace: z.string().optional() })
    .optional(),
});

const request = z.strictObject({
  from: z.string(),
  http: z.string().optional(),
  tcp: z.string().optional(),
  status: z.number().int().optional(),
  /** How often it is sent; 250 ms when left out. */
  every: duration.optional(),
});

const span = z.strictObject({
  from: z.literal("submit").optional(),
  until: z.literal("settled").optional(),
});

export const criterion = z
  .strictObject({
    name: text,
    points: z.number().int().positive(),
    eventually: z.strictObject({ within: duration }).optional(),
    always: span.optional(),
    never: span.optional(),
    object: partialObject.optional(),
    count: z.number().int().nonnegative().optional(),
    cel: z.array(z.string()).optional(),
    request: request.optional(),
    requires: z.union([z.string(), partialObject]).optional(),
    feedback: text.optional(),
  })
  .refine(
    ({ object, cel, request: sent }) =>
      object !== undefined || cel !== undefined || sent !== undefined,
    {
      message: "Unexpected criterion without a subject, expected object, cel or request",
    },
  )
  .refine(
    ({ always, never, requires }) =>
      (always === undefined && never === undefined) || requires !== undefined,
    {
      message: "Unexpected always or never without requires: doing nothing would earn its points",
    },
  );

export const expectFile = z.strictObject({
  criteria: z.array(criterion).min(1),
  error: z.array(partialObject).default([]),
  gates: z
    .array(
      z.strictObject({
        name: text,
        unchanged: partialObject,
        cost: z.number().int().positive().default(1),
      }),
    )
    .default([]),
});

export const clusterFile = z.strictObject({
  flavour: z.enum(["learner", "recorded"]).default("learner"),
  nodes: z.array(z.looseObject({ name: z.string() })).optional(),
  images: z.array(z.looseObject({ image: z.string() })).default([]),
  addons: z.array(z.enum(["gateway", "ingress", "load-balancer"])).default([]),
  objects: z
    .array(
      z.looseObject({
        apiVersion: z.string(),
        kind: z.string(),
        metadata: z.looseObject({ name: z.string() }),
      }),
    )
    .default([]),
  files: z.record(z.string(), z.string()).default({}),
  faults: z.array(plannedFault).default([]),
  possibleFaults: z.array(possibleFault).default([]),
});

export const scenarioFile = z.strictObject({
  title: text,
  domains: z.array(z.string()).min(1),
  skills: z.array(z.string()).default([]),
  minutes: z.number().int().positive(),
  difficulty: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
  parameters: z.record(z.string(), z.array(z.string()).min(1)).default({}),
  hints: z.array(text).default([]),
  worlds: z.number().min(0).max(1).default(0.95),
});

export const mistakeFile = z.strictObject({
  fails: z.array(z.string()).min(1),
  feedback: z.string(),
});

export type ExpectFile = z.infer<typeof expectFile>;
export type ClusterFile = z.infer<typeof clusterFile>;
export type CriterionFile = z.infer<typeof criterion>;
