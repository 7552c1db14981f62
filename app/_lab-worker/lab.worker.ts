/** The worker's door: one message in, one answer out, in order. */
import { assert, unreachable } from "#lib/shared";
import { LabSession } from "./lab-session.ts";
import type { LabAnswer, LabMessage, LabReplies, LabVerb } from "./protocol.ts";

let session: LabSession | null = null;

function opened(): LabSession {
  assert(session !== null, "The first message opens a scenario.");
  return session;
}

function answer(message: LabMessage): LabReplies[LabVerb] {
  switch (message.verb) {
    case "open":
      session = new LabSession(message.input.scenario, message.input.language);
      return session.opened();
    case "run":
      return opened().run(message.input);
    case "check":
      return opened().check(message.input);
    case "complete":
      return opened().complete(message.input);
    case "wait":
      return opened().wait(message.input);
    case "grade":
      return opened().grade(message.input);
    case "worlds":
      return opened().worlds();
    default:
      return unreachable(message);
  }
}

self.onmessage = ({ data }: MessageEvent<LabMessage>) => {
  const { id } = data;
  let reply: LabAnswer;
  try {
    reply = { id, ok: true, value: answer(data) };
  } catch (error) {
    reply = { id, ok: false, message: error instanceof Error ? error.message : String(error) };
  }
  self.postMessage(reply);
};
