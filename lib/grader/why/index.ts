/** Sentences that explain a failure by what the cluster shows: one file per sort of trouble. */
import type { Criterion, PartialObject } from "../expectation.ts";
import { momentAt, type Run } from "../run.ts";
import { noEndpoints } from "./no-endpoints.ts";
import { podTrouble } from "./pod-trouble.ts";
import type { Reason } from "./reason.ts";
import { refusedInput } from "./refused-input.ts";
import { failedRequests } from "./request.ts";

/** Answers sentences for the objects that the criterion is about, most telling first. */
export function why(criterion: Criterion, run: Run): readonly Reason[] {
  const moment = momentAt(run, run.settledMs);
  const objects = criterion.subjects.flatMap(objectOf);
  return [
    ...refusedInput(run),
    ...objects.flatMap((object) => podTrouble(object, moment)),
    ...criterion.subjects.flatMap((subject) => noEndpoints(subject, moment)),
    ...criterion.subjects.flatMap((subject) => failedRequests(subject, run)),
  ];
}

function objectOf(subject: Criterion["subjects"][number]): readonly PartialObject[] {
  return "object" in subject && subject.object !== undefined ? [subject.object] : [];
}
