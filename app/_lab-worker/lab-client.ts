/**
 * The page's end of the lab worker: each request is a promise. A run that takes too long ends the
 * worker, so that an endless program cannot hold the page.
 */
import type { LabAnswer, LabMessage, LabReplies, LabRequests, LabVerb } from "./protocol.ts";

const LONGEST_MS = 20_000;

export class LabTimeout extends Error {
  override readonly name = "LabTimeout";
}

export type LabClient = {
  ask<Verb extends LabVerb>(verb: Verb, input: LabRequests[Verb]): Promise<LabReplies[Verb]>;
  close(): void;
};

type Waiting = {
  readonly settle: (value: LabReplies[LabVerb]) => void;
  readonly fail: (error: Error) => void;
};

export function openLab(): LabClient {
  const worker = new Worker(new URL("./lab.worker.ts", import.meta.url), { type: "module" });
  const waiting = new Map<number, Waiting>();
  let last = 0;
  const failAll = (error: Error) => {
    for (const { fail } of waiting.values()) fail(error);
    waiting.clear();
  };
  worker.onmessage = ({ data }: MessageEvent<LabAnswer>) => {
    const one = waiting.get(data.id);
    waiting.delete(data.id);
    if (data.ok) one?.settle(data.value);
    else one?.fail(new Error(data.message));
  };
  worker.onerror = (event) => failAll(new Error(event.message || "The simulator did not load."));

  function ask<Verb extends LabVerb>(
    verb: Verb,
    input: LabRequests[Verb],
  ): Promise<LabReplies[Verb]> {
    last += 1;
    const id = last;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        worker.terminate();
        failAll(new LabTimeout("The simulation took too long and was stopped."));
      }, LONGEST_MS);
      waiting.set(id, {
        settle: (value) => {
          clearTimeout(timer);
          resolve(value as LabReplies[Verb]);
        },
        fail: (error) => {
          clearTimeout(timer);
          reject(error);
        },
      });
      worker.postMessage({ id, verb, input } as LabMessage);
    });
  }
  return {
    ask,
    close() {
      worker.terminate();
      failAll(new Error("The lab was closed."));
    },
  };
}
