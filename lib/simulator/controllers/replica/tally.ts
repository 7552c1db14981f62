/**
 * How many pods of one set are active, ready and so on: counted pod by pod as they change, so that
 * a look at a large set costs no more than one at a small set.
 */
import { matchesLabels, matchesSelector } from "../../api/label.ts";
import { controllerOf, isBeingDeleted } from "../../api/object.ts";
import type { LabelSelector, Pod } from "../../api/types.generated.ts";
import type { Cache, Summary } from "../../informers/cache.ts";
import { isActive, isFinished, isReady } from "../pod-state.ts";

type Labels = Readonly<Record<string, string>>;

/** What the counts go by. */
export type TallyTerms = {
  readonly ownerUid: string;
  /** The selector as the set has it: the same object for as long as it is not written anew. */
  readonly given: unknown;
  readonly selector: LabelSelector | undefined;
  readonly templateLabels: Labels | undefined;
};

export class PodTally implements Summary {
  readonly kind = "Pod";
  /** Owned, but not controlled, or let down by the selector: none of the counts holds them. */
  strays = 0;
  active = 0;
  /** Active ones only, as the next. */
  ready = 0;
  labelled = 0;
  terminating = 0;
  readonly terms: TallyTerms;

  constructor(terms: TallyTerms) {
    this.terms = terms;
  }

  count(object: Pick<Pod, "metadata">, by: 1 | -1): void {
    const pod = object as Pod;
    const { ownerUid, selector, templateLabels = {} } = this.terms;
    const { labels } = pod.metadata;
    if (controllerOf(pod)?.uid !== ownerUid || !matchesSelector(selector, labels)) {
      this.strays += by;
    } else if (isActive(pod)) {
      this.active += by;
      if (isReady(pod)) this.ready += by;
      if (matchesLabels(templateLabels, labels)) this.labelled += by;
    } else if (isBeingDeleted(pod) && !isFinished(pod)) {
      this.terminating += by;
    }
  }
}

/** The counts as of now; they follow what happens in the cache. */
export function tallyOf(cache: Cache, terms: TallyTerms): PodTally {
  const { given, ownerUid, templateLabels } = terms;
  const before = cache.summaryOf(ownerUid);
  if (
    before instanceof PodTally &&
    before.terms.given === given &&
    before.terms.templateLabels === templateLabels
  ) {
    return before;
  }
  const tally = new PodTally(terms);
  cache.summarize(ownerUid, tally);
  return tally;
}
