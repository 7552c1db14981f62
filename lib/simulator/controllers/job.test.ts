/** How Jobs end, row by row: policies, limits, suspension; each counted once. */
import { describe, expect, test } from "vitest";
import type { Job, JobSpec } from "../api/types.generated.ts";
import { createCluster } from "../cluster.ts";
import { applyTo } from "../testing/index.ts";

type Row = { readonly spec: Partial<JobSpec>; readonly script: string; readonly seconds?: number };

function clusterWith({ spec, script }: Row) {
  const cluster = createCluster({ flavour: "recorded" });
  const container = { name: "c", image: "busybox:1.36", command: ["sh", "-c", script] };
  applyTo(cluster, {
    kind: "Job",
    metadata: { name: "job", namespace: "default" },
    spec: { template: { spec: { restartPolicy: "Never", containers: [container] } }, ...spec },
  } as never);
  return cluster;
}

function jobIn(cluster: ReturnType<typeof createCluster>): Job {
  return cluster.find("Job", "default/job") as unknown as Job;
}

function endOf(row: Row) {
  const cluster = clusterWith(row);
  cluster.advance((row.seconds ?? 120) * 1000);
  const {
    conditions = [],
    failed = 0,
    failedIndexes,
    completedIndexes,
    succeeded = 0,
  } = jobIn(cluster).status;
  const reasons = conditions.map(({ type, reason }) => `${type} ${reason}`);
  return { reasons, failed, succeeded, failedIndexes, completedIndexes };
}

const failsAt = (index: number, code = 1) =>
  `[ "$JOB_COMPLETION_INDEX" = ${index} ] && exit ${code}; exit 0`;
const indexed = { completionMode: "Indexed", completions: 4, parallelism: 4 } as const;

describe("a Job ends", () => {
  test.each<readonly [string, Row, object]>([
    [
      "by its completions",
      { spec: { completions: 5, parallelism: 2 }, script: "true" },
      {
        reasons: ["SuccessCriteriaMet CompletionsReached", "Complete CompletionsReached"],
        succeeded: 5,
      },
    ],
    [
      "by its back-off limit, waiting 10, 20 and 40 s",
      { spec: { backoffLimit: 3 }, script: "exit 1", seconds: 90 },
      { reasons: ["FailureTarget BackoffLimitExceeded", "Failed BackoffLimitExceeded"], failed: 4 },
    ],
    [
      "by its deadline, though it could try again",
      { spec: { activeDeadlineSeconds: 5 }, script: "sleep 1000" },
      { reasons: ["FailureTarget DeadlineExceeded", "Failed DeadlineExceeded"], failed: 1 },
    ],
    [
      "by a rule of its policy at the first failure",
      {
        spec: {
          podFailurePolicy: {
            rules: [{ action: "FailJob", onExitCodes: { operator: "In", values: [42] } }],
          },
        },
        script: "exit 42",
      },
      { reasons: ["FailureTarget PodFailurePolicy", "Failed PodFailurePolicy"], failed: 1 },
    ],
    [
      "with an index that has failed too often, the others done",
      { spec: { ...indexed, backoffLimitPerIndex: 1 }, script: failsAt(2) },
      {
        reasons: ["FailureTarget FailedIndexes", "Failed FailedIndexes"],
        completedIndexes: "0,1,3",
        failedIndexes: "2",
        failed: 2,
        succeeded: 3,
      },
    ],
    [
      "with an index that a rule fails at once",
      {
        spec: {
          ...indexed,
          backoffLimitPerIndex: 5,
          podFailurePolicy: {
            rules: [{ action: "FailIndex", onExitCodes: { operator: "In", values: [9] } }],
          },
        },
        script: failsAt(0, 9),
      },
      {
        reasons: ["FailureTarget FailedIndexes", "Failed FailedIndexes"],
        failedIndexes: "0",
        failed: 1,
      },
    ],
    [
      "by its success policy, what still runs not counted as failed",
      {
        spec: {
          ...indexed,
          successPolicy: { rules: [{ succeededIndexes: "0-1", succeededCount: 1 }] },
        },
        script: `[ "$JOB_COMPLETION_INDEX" = 1 ] || sleep 1000`,
      },
      {
        reasons: ["SuccessCriteriaMet SuccessPolicy", "Complete SuccessPolicy"],
        failed: 0,
        succeeded: 1,
      },
    ],
    [
      "never by failures that a rule ignores",
      {
        spec: {
          backoffLimit: 0,
          podFailurePolicy: {
            rules: [{ action: "Ignore", onExitCodes: { operator: "In", values: [1] } }],
          },
        },
        script: "exit 1",
      },
      { reasons: [], failed: 0 },
    ],
  ])("%s", (_name, row, expected) => {
    expect(endOf(row)).toMatchObject(expected);
  });
});

test("a suspended Job has no pods and starts anew when it is resumed", () => {
  const cluster = clusterWith({ spec: { suspend: true, parallelism: 2 }, script: "sleep 5" });
  cluster.advance(5000);
  expect(cluster.list("Pod")).toHaveLength(0);
  expect(jobIn(cluster).status.startTime).toBeUndefined();
  cluster.client().request({
    ...{ verb: "patch", group: "batch", version: "v1", resource: "jobs", patchType: "merge" },
    ...{ namespace: "default", name: "job", body: { spec: { suspend: false } } },
  });
  cluster.settle();
  const { conditions = [], startTime } = jobIn(cluster).status;
  expect(startTime).toBeDefined();
  expect(conditions.map(({ type, status }) => `${type} ${status}`)).toEqual([
    "Suspended False",
    "SuccessCriteriaMet True",
    "Complete True",
  ]);
});

test("a Job of another manager is left alone", () => {
  const cluster = clusterWith({ spec: { managedBy: "example.com/queue" }, script: "true" });
  cluster.settle();
  expect(cluster.list("Pod")).toHaveLength(0);
  expect(jobIn(cluster).status).toEqual({});
});
