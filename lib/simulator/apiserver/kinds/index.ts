/** Every kind with rules of its own. A kind that is not listed is stored by its schema alone. */
import type { KindStrategy } from "../kind-strategy.ts";
import { replicaSetStrategy } from "./replicaset.ts";

export const kindStrategies: readonly KindStrategy[] = [
  replicaSetStrategy as unknown as KindStrategy,
];
