/** The thread in which one attempt is graded: a task comes in, a verdict or a problem goes out. */
import "server-only";
import { parentPort } from "node:worker_threads";
import { attempt, readScenario, type Scenario, scenarioFromNote } from "#lib/scenario";
import { failure, type Result, success } from "#lib/shared";
import type { GradingReply, GradingTask } from "./grading.ts";

parentPort?.once("message", (task: GradingTask) => {
  parentPort?.postMessage(gradeTask(task));
});

function gradeTask({ scenario: given, seed, submission, language }: GradingTask): GradingReply {
  try {
    const scenario = scenarioOf(given, seed);
    if (!scenario.ok) return refuse("scenario-unusable", scenario.error);
    return success(attempt(scenario.value, submission, { seed, language }));
  } catch (error) {
    // A fault of the simulator is the learner's problem only for this one attempt.
    return refuse("grading-failed", error instanceof Error ? error.message : String(error));
  }
}

function scenarioOf(given: GradingTask["scenario"], seed: number): Result<Scenario, string> {
  if (given.origin === "note") return scenarioFromNote(given.note);
  const read = readScenario(given.id, new Map(Object.entries(given.files)), seed);
  if (read.ok) return read;
  return failure(read.error[0]?.message ?? "unreadable");
}

function refuse(code: string, message: string): GradingReply {
  return failure({ code, message });
}
