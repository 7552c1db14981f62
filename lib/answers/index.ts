export type { AnswerCard } from "./answer-card.ts";
export { type Judgement, judge, MAX_TYPED_LENGTH } from "./judge.ts";
export type { Verdict } from "./judgement.ts";
