/**
 * The controller of CronJobs looks at one twice for the same tick, as after a restart that lost
 * what it had done: a Job's name follows from its time, so there is one Job all the same.
 * https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#job-creation
 */
import type { FaultKind } from "./fault-kind.ts";

const CONTROLLER = "cronjob-controller";

export const cronTickTwice: FaultKind<"cron-tick-twice"> = {
  fault: "cron-tick-twice",
  describe: ({ cronJob }) => `CronJob ${cronJob} is looked at twice for one tick`,
  begin: ({ cronJob }, { controllerManager, store }) => {
    const object = store.get("CronJob", cronJob);
    if (object === undefined) return;
    const {
      lastScheduleTime: _,
      active: __,
      ...status
    } = (object.status ?? {}) as {
      readonly lastScheduleTime?: string;
      readonly active?: unknown;
    };
    controllerManager.reconcileWith(CONTROLLER, cronJob, { ...object, status });
  },
};
