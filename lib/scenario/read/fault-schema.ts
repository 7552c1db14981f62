/** Faults as authors write them in `cluster.yaml`; their meaning is the simulator's. */
import { z } from "zod";

export const duration = z.string().regex(/^\d+(ms|s|m)$/, "a duration such as 90s or 5m");

const key = z.string().regex(/^[^/]+\/[^/]+$/, "a namespace and a name such as shop/web");
const node = z.string();
const factor = z.number().positive();

const KINDS = [
  {
    fault: z.literal("component-stopped"),
    component: z.enum([
      "kube-apiserver",
      "kube-scheduler",
      "kube-controller-manager",
      "coredns",
      "kubelet",
      "kube-proxy",
    ]),
    node: node.optional(),
  },
  { fault: z.literal("node-lost"), node },
  { fault: z.literal("node-slow"), node, factor: factor.optional() },
  { fault: z.literal("zone-lost"), zone: z.string() },
  { fault: z.literal("disk-full"), node },
  { fault: z.literal("memory-pressure"), node },
  { fault: z.literal("registry-down"), registry: z.string().optional() },
  {
    fault: z.literal("certificate-expired"),
    of: z.enum(["kubelet", "kube-apiserver"]),
    node: node.optional(),
  },
  {
    fault: z.literal("watch-slow"),
    component: z.enum(["kube-scheduler", "kube-controller-manager", "kubelet"]),
    node: node.optional(),
    factor: factor.optional(),
  },
  { fault: z.literal("cron-tick-twice"), cronJob: key },
  { fault: z.literal("process-killed"), pod: key, container: z.string().optional() },
] as const;

/** One object for each kind, with the words of when it is in force added to its own. */
function oneOf<Words extends z.ZodRawShape>(words: Words) {
  const [first, ...others] = KINDS.map((kind) => z.strictObject({ ...kind, ...words }));
  return z.discriminatedUnion("fault", [first as NonNullable<typeof first>, ...others]);
}

/** Without `at`: from before the first object. Without `for`: until the end. */
export const plannedFault = oneOf({ at: duration.optional(), for: duration.optional() });

/** In which share of the worlds, and within what time of the submission it begins. */
export const possibleFault = oneOf({
  share: z.number().positive().max(1).default(0.5),
  within: duration,
  for: duration.optional(),
});
