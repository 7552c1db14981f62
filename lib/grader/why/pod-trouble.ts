/**
 * Why pods are not ready: unscheduled, waiting, crashing. Looks at the pod itself, or at the pods
 * that a workload's selector names.
 */
import { type KubeObject, matchesSelector } from "#lib/simulator";
import type { PartialObject, Text } from "../expectation.ts";
import { candidatesFor } from "../expectations/object.ts";
import type { Moment, Run } from "../run.ts";
import { type Asked, asPod, type Explain } from "./pod/asked.ts";
import { evicted } from "./pod/evicted.ts";
import { notReady } from "./pod/not-ready.ts";
import { pending } from "./pod/pending.ts";
import { restarted } from "./pod/restarted.ts";
import { waiting } from "./pod/waiting.ts";

/** The first that has something to say speaks. */
const EXPLANATIONS: readonly Explain[] = [evicted, pending, restarted, waiting, notReady];

/** At most one sentence: pods of one workload mostly suffer from the same thing. */
export function podTrouble(object: PartialObject, moment: Moment, run: Run): readonly Text[] {
  for (const pod of podsOf(object, moment)) {
    const trouble = whyPod(pod, moment, run);
    if (trouble !== undefined) return [trouble];
  }
  return [];
}

function podsOf(object: PartialObject, moment: Moment): readonly KubeObject[] {
  if (object.kind === "Pod") return candidatesFor(object, moment);
  const [owner] = candidatesFor(object, moment);
  const spec = owner?.spec as
    | { readonly selector?: { readonly matchLabels?: Readonly<Record<string, string>> } }
    | undefined;
  if (owner === undefined || spec?.selector?.matchLabels === undefined) return [];
  const { selector } = spec;
  return moment
    .list("Pod")
    .filter(({ metadata }) => metadata.namespace === owner.metadata.namespace)
    .filter(({ metadata }) => matchesSelector(selector, metadata.labels));
}

/** What keeps this pod from working, the cause that a person would name; nothing if it is well. */
export function whyPod(pod: KubeObject, moment: Moment, run: Run): Text | undefined {
  const about = asPod(pod);
  const asked: Asked = { pod: about, moment, run };
  for (const explain of EXPLANATIONS) {
    const text = explain(asked);
    if (text !== undefined) return text;
  }
  return undefined;
}
