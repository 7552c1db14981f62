/** A container that has not started, in the kubelet's words: its image, its configuration. */
import { type Explain, statusesOf } from "./asked.ts";

export const waiting: Explain = ({ pod }) => {
  for (const { name, state, lastState } of statusesOf(pod)) {
    const held = state?.waiting;
    if (held?.reason === undefined || held.reason === "PodInitializing") continue;
    const last = lastState?.terminated;
    const exit = last === undefined ? "" : ` (${last.reason}, exit code ${last.exitCode})`;
    const message = held.message === undefined ? "" : `: ${held.message}`;
    const detail = `${held.reason}${exit}${message}`;
    return {
      en: `Container ${name} of pod ${pod.metadata.name} is waiting: ${detail}`,
      ja: `Pod ${pod.metadata.name} のコンテナ ${name} が待機中です: ${detail}`,
    };
  }
  return undefined;
};
