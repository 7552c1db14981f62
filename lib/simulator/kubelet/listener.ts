/** Which container of a pod listens on a port, and what it answers there. */
import { answerHttp } from "../programs/index.ts";
import type { Listener } from "./node-context.ts";
import type { PodRecord } from "./pod-record.ts";

export function listenerOf(record: PodRecord, port: number): Listener | undefined {
  for (const run of record.running()) {
    if (run.process?.listensOn(port) !== true) continue;
    const { image, machine, name, process } = run;
    return {
      podKey: record.key,
      container: name,
      http: (path, asked) =>
        process.isHanging ? undefined : answerHttp(image, path, machine, asked),
    };
  }
  return undefined;
}
