/**
 * A session of the lab as text: what was typed, and what it printed. It reads like a terminal,
 * runs as a test, and can be written anew from what the lab prints now.
 *
 *     # A pod that is deleted is replaced
 *     $ kubectl create deployment web --image=nginx --replicas=1
 *     deployment.apps/web created
 *     .wait
 *     $ kubectl get pods
 *     NAME                  READY   STATUS    RESTARTS   AGE
 *     web-<any>             1/1     Running   0          <any>
 *
 * A line with `# ` begins a session with a cluster of its own. `$ ` is typed into the terminal,
 * further lines up to the end of a here-document belong to it; `.wait [10s]` lets time pass. In
 * what is printed `<any>` stands for what differs from cluster to cluster.
 */
import { Lab, type Scenario } from "#lib/scenario";
import { PLAYGROUND } from "../lab/playground.ts";
import { LabShell } from "../lab/shell.ts";

export type Step = { readonly typed: string; readonly printed: string; readonly line: number };

export type Session = { readonly title: string; readonly steps: readonly Step[] };

export function readSessions(text: string): readonly Session[] {
  const sessions: { title: string; steps: Step[] }[] = [];
  const lines = text.split("\n");
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? "";
    if (line.startsWith("# ")) sessions.push({ title: line.slice(2), steps: [] });
    else if (line.startsWith("$ ") || line.startsWith(".wait")) {
      const end = endOfTyped(lines, at);
      const until = endOfPrinted(lines, end);
      const typed = lines.slice(at, end).join("\n").replace(/^\$ /, "");
      const printed = lines.slice(end, until).join("\n").trimEnd();
      sessions.at(-1)?.steps.push({ typed, printed, line: at + 1 });
      at = until - 1;
    }
  }
  return sessions;
}

/** A here-document goes on to its end word. */
function endOfTyped(lines: readonly string[], start: number): number {
  const word = /<<-?\s*['"]?(\w+)/.exec(lines[start] ?? "")?.[1];
  if (word === undefined) return start + 1;
  const end = lines.findIndex((line, at) => at > start && line.trim() === word);
  return end < 0 ? lines.length : end + 1;
}

function endOfPrinted(lines: readonly string[], start: number): number {
  const end = lines.findIndex((line, at) => at >= start && /^(?:\$ |# |\.wait)/.test(line));
  return end < 0 ? lines.length : end;
}

/** What the lab prints now, step by step. */
export function playSession({ steps }: Session, scenario: Scenario = PLAYGROUND): readonly Step[] {
  const options = { seed: 1, language: "en" } as const;
  const shell = new LabShell(new Lab(scenario, options), options);
  return steps.map((step) => {
    const { stdout, stderr } = shell.answer(step.typed);
    const printed = step.typed.startsWith(".wait") ? "" : `${stdout}${stderr}`.trimEnd();
    return { ...step, printed };
  });
}

/** Whether a step printed what it should; runs of blanks count as one. */
export function isPrinted(expected: string, actual: string): boolean {
  const lines = (text: string): string[] =>
    text.split("\n").map((line) => line.replace(/\s+/g, " ").trim());
  const [wanted, got] = [lines(expected), lines(actual)];
  return (
    wanted.length === got.length &&
    wanted.every((line, at) => {
      const pattern = line.split("<any>").map(escaped).join("\\S*");
      return new RegExp(`^${pattern}$`).test(got[at] ?? "");
    })
  );
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** The file with what is printed now; lines that still fit stay as they are. */
export function sessionText({ title, steps }: Session, played: readonly Step[]): string {
  const lines = steps.flatMap(({ printed, typed }, at) => {
    const now = played[at]?.printed ?? "";
    const shown = isPrinted(printed, now) ? printed : now;
    return [typed.startsWith(".wait") ? typed : `$ ${typed}`, ...(shown === "" ? [] : [shown])];
  });
  return [`# ${title}`, ...lines, ""].join("\n");
}
