/** The last request that was sent for this criterion got the expected answer. */
import type { RequestSubject, Subject } from "../expectation.ts";
import type { SubjectKind } from "./subject.ts";

type Request = Extract<Subject, { readonly subject: "request" }>;

const CALL: RequestSubject = { from: "pod/shop/client", http: "http://web.shop/", status: 200 };

export const requestSubject: SubjectKind<Request> = {
  subject: "request",
  kinds: () => new Set(),

  judge({ request }, moment, run) {
    const last = run.probes.findLast(
      (probe) => probe.request === request && probe.atMs <= moment.atMs,
    );
    const what = callName(request);
    if (last === undefined) {
      const feedback = { en: `${what} was never sent.`, ja: `${what} は送られませんでした。` };
      return { holds: false, evidence: [{ atMs: moment.atMs, text: feedback.en }], feedback };
    }
    const evidence = [{ atMs: last.atMs, text: `${what}: ${last.text}` }];
    if (last.ok) return { holds: true, evidence };
    const feedback = {
      en: `${what} failed: ${last.text}.`,
      ja: `${what} が失敗しました: ${last.text}。`,
    };
    return { holds: false, evidence, feedback };
  },

  examples: [
    {
      name: "no request was sent",
      subject: { subject: "request", request: CALL },
      objects: [],
      holds: false,
      feedback: "http://web.shop/ from pod/shop/client was never sent.",
    },
  ],
};

function callName({ from, http, tcp }: RequestSubject): string {
  return `${http ?? `tcp ${tcp}`} from ${from}`;
}
