/** Every kind of subject. */
import { unreachable } from "#lib/shared";
import type { Subject } from "../expectation.ts";
import type { Moment, Run } from "../run.ts";
import { celSubject } from "./cel.ts";
import { objectSubject } from "./object.ts";
import { requestSubject } from "./request.ts";
import type { Finding } from "./subject.ts";

export const subjectKinds = [objectSubject, celSubject, requestSubject] as const;

export function judgeSubject(subject: Subject, moment: Moment, run: Run): Finding {
  switch (subject.subject) {
    case "object":
      return objectSubject.judge(subject, moment, run);
    case "cel":
      return celSubject.judge(subject, moment, run);
    case "request":
      return requestSubject.judge(subject, moment, run);
    default:
      return unreachable(subject);
  }
}

export function kindsOf(subject: Subject): ReadonlySet<string> | "all" {
  switch (subject.subject) {
    case "object":
      return objectSubject.kinds(subject);
    case "cel":
      return celSubject.kinds(subject);
    case "request":
      return requestSubject.kinds(subject);
    default:
      return unreachable(subject);
  }
}
