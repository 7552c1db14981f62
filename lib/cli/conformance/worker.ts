/** A thread of the conformance run: takes a case's text, gives its outcome. */
import { parentPort } from "node:worker_threads";
import { assert } from "#lib/shared";
import { readCase } from "./case-file.ts";
import { compareCase } from "./compare.ts";
import { type CaseText, unreadable } from "./pool.ts";
import { runCase } from "./run-case.ts";

assert(parentPort !== null, "runs as a worker thread only");
const port = parentPort;
port.on("message", ({ name, text }: CaseText) => {
  const read = readCase(name, text);
  port.postMessage(
    read.ok ? compareCase(read.value, runCase(read.value)) : unreadable(name, read.error),
  );
});
