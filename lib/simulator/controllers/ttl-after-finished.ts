/**
 * Deletes finished Jobs once their `ttlSecondsAfterFinished` have passed.
 * https://kubernetes.io/docs/concepts/workloads/controllers/ttlafterfinished/
 */
import { isBeingDeleted } from "../api/object.ts";
import { parseTime } from "../api/time.ts";
import type { Controller } from "./controller.ts";
import { findCondition } from "./job/condition.ts";

export const ttlAfterFinishedController: Controller = {
  name: "ttl-after-finished-controller",
  for: "Job",

  reconcile(key, { api, cache, nowMs }) {
    const job = cache.get("Job", key);
    const ttl = job?.spec.ttlSecondsAfterFinished;
    if (job === undefined || ttl === undefined || isBeingDeleted(job)) return "done";
    const end = findCondition(job, "Complete") ?? findCondition(job, "Failed");
    const endMs = parseTime(end?.lastTransitionTime ?? "");
    if (endMs === undefined) return "done";
    const dueMs = endMs + ttl * 1000;
    if (nowMs < dueMs) return { requeueAtMs: dueMs };
    api.delete("Job", key, { uid: job.metadata.uid, propagationPolicy: "Foreground" });
    return "done";
  },
};
