/** How a kind that is offered in two versions looks in the other one than that it is stored in. */
import type { KubeObject } from "../../api/object.ts";

export type Conversion = {
  /** The version that is not stored. */
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly toStored: (object: KubeObject) => KubeObject;
  readonly fromStored: (object: KubeObject) => KubeObject;
};
