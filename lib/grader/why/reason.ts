/** A sentence that explains a failure, with the field that is to blame where one is. */
import type { PartialObject, Text } from "../expectation.ts";

export type Place = { readonly object: PartialObject; readonly path: string };

export type Reason = Text & { readonly place?: Place };
