/**
 * A container that ended and is started again and again: killed for its memory, killed for a probe
 * that failed, or ended by itself.
 */
import type { Text } from "../../expectation.ts";
import {
  type Asked,
  type ContainerStatus,
  containerOf,
  type Explain,
  eventsOf,
  sinceSubmit,
  statusesOf,
} from "./asked.ts";

type Ended = {
  readonly status: ContainerStatus;
  readonly exitCode: number;
  readonly reason: string;
  /** How often it has ended so, and when first. */
  readonly times: number;
  readonly sinceMs: number;
};

export const restarted: Explain = (asked) => {
  for (const status of statusesOf(asked.pod)) {
    const ended = endOf(asked, status);
    if (ended === undefined) continue;
    return outOfMemory(asked, ended) ?? probeKill(asked, ended) ?? crash(asked, ended);
  }
  return undefined;
};

// One that ended well and is done suffers from nothing.
function endOf(asked: Asked, status: ContainerStatus): Ended | undefined {
  const { state, lastState, ready, restartCount } = status;
  const last = state?.terminated ?? lastState?.terminated;
  const isHeld = state?.waiting?.reason === "CrashLoopBackOff";
  if (last === undefined || (!isHeld && (ready || last.exitCode === 0))) return undefined;
  if (state?.waiting !== undefined && !isHeld) return undefined;
  const { exitCode, reason = "Error" } = last;
  const times = Math.max(1, restartCount + (state?.running === undefined ? 1 : 0));
  return { status, exitCode, reason, times, sinceMs: firstEndMs(asked, status.name) };
}

function firstEndMs({ pod, run, moment }: Asked, container: string): number {
  const key = `${pod.metadata.namespace}/${pod.metadata.name}`;
  const found = run.log.find((entry) => {
    if (entry.kind !== "Pod" || entry.key !== key || entry.after === undefined) return false;
    const { status } = entry.after as unknown as Asked["pod"];
    const all = [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])];
    const one = all.find(({ name }) => name === container);
    return (one?.state?.terminated ?? one?.lastState?.terminated) !== undefined;
  });
  return found?.atMs ?? moment.atMs;
}

function outOfMemory(asked: Asked, { status, reason, times, sinceMs }: Ended): Text | undefined {
  if (reason !== "OOMKilled") return undefined;
  const { pod, run } = asked;
  const { name } = pod.metadata;
  const limit = containerOf(pod, status.name)?.resources?.limits?.memory;
  const key = `${pod.metadata.namespace}/${name}`;
  const wanted = run.log
    .filter((entry) => entry.verb === "out-of-memory" && entry.key === key)
    .flatMap(({ detail = "" }) => {
      const [container, amount] = detail.split(" wanted ");
      return container === status.name && amount !== undefined ? [amount] : [];
    })
    .at(-1);
  const [over, overJa] =
    limit === undefined
      ? ["its node had no memory left", "ノードのメモリが尽きました"]
      : [
          `it wanted ${wanted ?? "more memory"} and its limit is ${limit}`,
          `${wanted ?? "より多くのメモリ"} を必要としましたが limit は ${limit} です`,
        ];
  const since = sinceSubmit(sinceMs, run);
  return {
    en: `Container ${status.name} of pod ${name} was killed for its memory (OOMKilled, exit code 137): ${over}; ${count(times)} since ${since}.`,
    ja: `Pod ${name} のコンテナ ${status.name} はメモリ不足で強制終了されました (OOMKilled、終了コード 137): ${overJa}。${since} から ${times} 回。`,
  };
}

const KILLED = /^Container (\S+) failed (liveness|startup) probe/;

function probeKill(asked: Asked, { status, exitCode, times, sinceMs }: Ended): Text | undefined {
  const kill = eventsOf(asked, "Killing")
    .map((message) => KILLED.exec(message))
    .find((match) => match?.[1] === status.name);
  const probe = kill?.[2];
  if (probe === undefined) return undefined;
  const { pod, run } = asked;
  const container = containerOf(pod, status.name);
  const spec = probe === "startup" ? container?.startupProbe : container?.livenessProbe;
  const start = probe === "startup" ? "Startup probe failed: " : "Liveness probe failed: ";
  const answer = eventsOf(asked, "Unhealthy").findLast((message) => message.startsWith(start));
  const said = answer?.slice(start.length).trim() ?? "";
  const limit = spec?.failureThreshold ?? 3;
  const every = spec?.periodSeconds ?? 10;
  const { name } = pod.metadata;
  const since = sinceSubmit(sinceMs, run);
  return {
    en: `Container ${status.name} of pod ${name} was killed because its ${probe} probe failed ${limit} times in a row, ${every} s apart (failureThreshold ${limit}): «${said}»; exit code ${exitCode}, ${count(times)} since ${since}.`,
    ja: `Pod ${name} のコンテナ ${status.name} は ${probe}Probe が ${every} 秒間隔で ${limit} 回連続して失敗したため終了されました (failureThreshold ${limit}): 「${said}」。終了コード ${exitCode}、${since} から ${times} 回。`,
  };
}

function crash(asked: Asked, { status, exitCode, reason, times, sinceMs }: Ended): Text {
  const { pod, run } = asked;
  const { name } = pod.metadata;
  const isRunning = status.state?.running !== undefined;
  const line = run.witness?.lastLine(pod, status.name, isRunning);
  const [said, saidJa] =
    line === undefined ? ["", ""] : [`; its last line was «${line}»`, `。最後の行は「${line}」`];
  const since = sinceSubmit(sinceMs, run);
  return {
    en: `Container ${status.name} of pod ${name} crashes: it ended with exit code ${exitCode} (${reason}), ${count(times)} since ${since}${said}.`,
    ja: `Pod ${name} のコンテナ ${status.name} は起動に失敗し続けています: 終了コード ${exitCode} (${reason})、${since} から ${times} 回${saidJa}。`,
  };
}

function count(times: number): string {
  return times === 1 ? "once" : `${times} times`;
}
