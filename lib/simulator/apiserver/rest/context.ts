/** What the steps of a request share; it stands beside the strategy, which is one part of it. */
export type { RestContext } from "../kind-strategy.ts";
