/**
 * Stores the Events that components tell. They are half of all that is written, and are of the
 * right shape as they come: only admission can refuse one, and it is copied once.
 */
import { NOTHING } from "../../api/json.ts";
import type { KubeObject } from "../../api/object.ts";
import { formatTime } from "../../api/time.ts";
import type { Event } from "../../api/types.generated.ts";
import { admit, validateAdmission } from "../admission/index.ts";
import { noteWrite } from "../managed/manager.ts";
import type { RestContext } from "./context.ts";

/** An Event as its component knows it. */
export type Told = Omit<Event, "apiVersion" | "kind" | "metadata">;

export function storeTold(context: RestContext, told: Told): KubeObject {
  const { engine, request, store } = context;
  const { name = "", namespace = "" } = request;
  const uid = engine.random("uids").uuid();
  const creationTimestamp = formatTime(engine.nowMs);
  const metadata = { name, namespace, uid, resourceVersion: "", creationTimestamp };
  const draft = { ...NOTHING, ...told, apiVersion: "v1", kind: "Event", metadata };
  const event = admit(context, draft, undefined);
  validateAdmission(context, event, undefined);
  const stored = store.add(event, request.component);
  noteWrite(context, stored, { before: undefined, seen: event });
  return stored;
}
