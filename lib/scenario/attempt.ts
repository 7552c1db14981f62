/**
 * A submission to a scenario → a verdict: the one function behind every grade, in the page, on the
 * server and on the command line.
 */
import {
  type Expectations,
  grade,
  type Probe,
  type RequestSubject,
  type Run,
  type SubmittedInput,
  type Verdict,
} from "#lib/grader";
import { readManifest } from "#lib/manifest";
import { type NetworkRequest, RunLimitError, type Settled, VERDICT_SETTLE } from "#lib/simulator";
import { Lab } from "./lab.ts";
import type { AttemptOptions, Scenario, Submission } from "./scenario.ts";

export type Attempted = Verdict & {
  readonly scenario: string;
  readonly seed: number;
  /** Virtual milliseconds from the submission until the cluster was settled. */
  readonly settledMs: number;
  /** Entries of the log. */
  readonly events: number;
  readonly logHash: string;
  /** What each input printed. */
  readonly inputs: readonly SubmittedInput[];
  /** Set when the run was stopped as endless, or never settled. */
  readonly notice?: string;
};

/** How often a request that a criterion asks about is sent, unless it says. */
const PROBE_EVERY_MS = 250;

export function attempt(
  scenario: Scenario,
  submission: Submission,
  options: AttemptOptions,
): Attempted {
  const { seed } = options;
  const { run, lab, notice } = runSubmission(scenario, submission, options);
  const texts = submission.inputs.map((input) =>
    input.kind === "apply" ? input.yaml : input.line,
  );
  const documents = texts.flatMap((text) => readManifest(text).documents);
  const verdict = grade(scenario.expectations, run, { language: options.language, documents });
  return {
    scenario: scenario.id,
    seed,
    ...verdict,
    settledMs: run.settledMs - run.submitMs,
    events: run.log.length,
    logHash: lab.cluster.logHash(),
    inputs: run.inputs,
    ...(notice === undefined ? {} : { notice }),
  };
}

export type Ran = { readonly run: Run; readonly lab: Lab; readonly notice: string | undefined };

/** Runs without grading: what the lint and the explanations look into. */
export function runSubmission(
  scenario: Scenario,
  submission: Submission,
  options: Pick<AttemptOptions, "seed" | "world">,
): Ran {
  const lab = new Lab(scenario, options);
  const { cluster } = lab;
  const submitEntry = cluster.log.length;
  const submitMs = cluster.nowMs;
  const probes: Probe[] = [];
  const stop = sendRequests(scenario.expectations, lab, probes);
  const inputs: SubmittedInput[] = [];
  let settled: Settled = { settled: false, atMs: submitMs };
  let notice: string | undefined;
  try {
    for (const input of submission.inputs) {
      const { exitCode, stderr } = lab.replay(input);
      const text = input.kind === "apply" ? "kubectl apply -f -" : input.line;
      inputs.push({ text, exitCode, stderr });
    }
    settled = cluster.settle();
    if (!settled.settled) {
      notice = `The cluster did not come to rest within ${VERDICT_SETTLE.limitMs / 60_000} minutes.`;
    }
  } catch (error) {
    if (!(error instanceof RunLimitError)) throw error;
    notice = error.message;
    settled = { settled: false, atMs: cluster.nowMs };
  }
  stop();
  const run: Run = {
    log: cluster.log,
    submitEntry,
    submitMs,
    settled: settled.settled,
    settledMs: settled.atMs,
    probes,
    inputs,
  };
  return { run, lab, notice };
}

/** Sends each request that a criterion asks about, from the submission on, until stopped. */
function sendRequests({ criteria }: Expectations, { cluster }: Lab, probes: Probe[]): () => void {
  const requests = criteria.flatMap(({ subjects }) =>
    subjects.flatMap((subject) => (subject.subject === "request" ? [subject.request] : [])),
  );
  let running = true;
  for (const request of requests) {
    const send = () => {
      if (!running) return;
      probes.push(sendOne(cluster, request));
      cluster.engine.after(request.everyMs ?? PROBE_EVERY_MS, "grader", send, true);
    };
    send();
  }
  return () => {
    running = false;
    for (const request of requests) probes.push(sendOne(cluster, request));
  };
}

function sendOne(cluster: Lab["cluster"], request: RequestSubject): Probe {
  const answer = cluster.network.request(toNetwork(request));
  const { status, failure } = answer;
  const expected = request.status;
  const ok = answer.ok && (expected === undefined || status === expected);
  const text =
    failure === undefined
      ? `answered ${status ?? "the connection"}`
      : `${failure.reason} (${failure.why})`;
  const told = ok || failure !== undefined ? text : `answered ${status}, expected ${expected}`;
  return {
    request,
    atMs: cluster.nowMs,
    ok,
    text: told,
    ...(status === undefined ? {} : { status }),
    ...(failure === undefined ? {} : { failure }),
  };
}

function toNetwork({ from, http, tcp }: RequestSubject): NetworkRequest {
  const origin = from === "outside" ? "outside" : { pod: from.replace(/^pod\//, "") };
  if (http !== undefined) return { from: origin, url: http };
  const [host = "", port = ""] = (tcp ?? "").split(":");
  return { from: origin, host, port: Number(port), protocol: "tcp" };
}
