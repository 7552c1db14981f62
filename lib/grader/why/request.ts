/**
 * Why requests failed, and at which hop: most often a pod that was told to end while proxies still
 * sent requests to it.
 * https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination
 */
import type { LogEntry } from "#lib/simulator";
import type { Subject, Text } from "../expectation.ts";
import type { Probe, Run } from "../run.ts";

type Failed = Probe & { readonly failure: NonNullable<Probe["failure"]> };

/** One sentence for each way in which requests of the subject failed, in order of time. */
export function failedRequests(subject: Subject, run: Run): readonly Text[] {
  if (subject.subject !== "request") return [];
  const groups = new Map<string, Failed[]>();
  for (const probe of run.probes) {
    if (probe.request !== subject.request || !hasFailed(probe)) continue;
    const { hop, reason, why } = probe.failure;
    const key = signalOf(probe, run) === undefined ? `${hop} ${reason} ${why}` : "SIGTERM";
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [probe]);
    else known.push(probe);
  }
  return [...groups.values()].map((probes) => explain(probes, run));
}

function hasFailed(probe: Probe): probe is Failed {
  return probe.failure !== undefined;
}

function explain(probes: readonly Failed[], run: Run): Text {
  const [first, last] = [probes[0], probes.at(-1)] as [Failed, Failed];
  const { hop, reason, why } = first.failure;
  const from = seconds(first.atMs, run);
  const until = seconds(last.atMs, run);
  const en = `${probes.length === 1 ? "1 request" : `${probes.length} requests`} failed with ${reason} at the hop ${hop} ${from === until ? `at ${from} s` : `between ${from} s and ${until} s`}`;
  const ja = `${from === until ? `${from} 秒` : `${from} 秒から ${until} 秒の間`}に ${probes.length} 件のリクエストがホップ ${hop} で失敗しました(${reason})`;
  const signalMs = signalOf(first, run);
  if (signalMs === undefined) return { en: `${en}: ${why}.`, ja: `${ja}: ${why}。` };
  const pods = [...new Set(probes.map(({ failure }) => `${failure.pod}`))];
  const at = seconds(signalMs, run);
  const removedMs = removalOf(`${first.failure.pod}`, signalMs, run);
  const removed = removedMs === undefined ? undefined : seconds(removedMs, run);
  return {
    en: `${en}: ${pods.join(", ")} got SIGTERM (the first at ${at} s) ${removed === undefined ? "and its endpoint was never removed" : `before every node's proxy had heard that its endpoint was removed (stored at ${removed} s)`}; add a preStop sleep.`,
    ja: `${ja}: ${pods.join("、")} は、${removed === undefined ? "エンドポイントが外されないまま" : `エンドポイントの削除(${removed} 秒に保存)が各ノードのプロキシに届く前に`} SIGTERM を受けました(最初は ${at} 秒)。preStop に sleep を加えてください。`,
  };
}

/** When the pod that did not answer was told to end, if it was. */
function signalOf({ atMs, failure }: Failed, { log }: Run): number | undefined {
  if (failure.pod === undefined) return undefined;
  const told = (entry: LogEntry) =>
    entry.verb === "signal" && entry.key === failure.pod && entry.atMs <= atMs;
  return log.findLast(told)?.atMs;
}

type Slice = {
  readonly endpoints?: readonly {
    readonly conditions?: { readonly ready?: boolean };
    readonly targetRef?: { readonly name?: string; readonly namespace?: string };
  }[];
};

/** When the pod's endpoint stopped being ready, around its end. */
function removalOf(pod: string, signalMs: number, { log }: Run): number | undefined {
  const isReady = (slice: unknown) =>
    (slice as Slice | undefined)?.endpoints?.some(
      ({ conditions, targetRef }) =>
        `${targetRef?.namespace}/${targetRef?.name}` === pod && conditions?.ready !== false,
    ) === true;
  const removals = log.filter(
    ({ after, before, kind, verb }) =>
      kind === "EndpointSlice" && isReady(before) && (verb === "delete" || !isReady(after)),
  );
  const near = removals.find(({ atMs }) => atMs >= signalMs) ?? removals.at(-1);
  return near?.atMs;
}

function seconds(atMs: number, { submitMs }: Run): string {
  return ((atMs - submitMs) / 1000).toFixed(1);
}
