/** A container that runs and is not Ready: what its readiness or startup probe was answered. */
import { type Explain, eventsOf } from "./asked.ts";

export const notReady: Explain = (asked) => {
  const { pod } = asked;
  const unready = pod.status.containerStatuses?.find(({ ready }) => !ready);
  if (pod.status.phase !== "Running" || unready === undefined) return undefined;
  const { name } = pod.metadata;
  const answer = eventsOf(asked, "Unhealthy").at(-1);
  const told = answer === undefined ? "" : ` ${answer}.`.replace("..", ".");
  return {
    en: `Container ${unready.name} of pod ${name} runs but is not ready: its readiness probe does not succeed.${told}`,
    ja: `Pod ${name} のコンテナ ${unready.name} は動作中ですが Ready ではありません: readinessProbe が成功していません。${told}`,
  };
};
