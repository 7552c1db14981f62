/**
 * Writes Events as a component's recorder does: the same event again raises the count of the one
 * that exists. https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1/
 *
 * Not simulated: the spam filter (burst of 25 events an object), aggregation of similar messages.
 */
import { ApiError } from "../api/error.ts";
import { type KubeObject, keyFor, type ObjectMeta } from "../api/object.ts";
import { formatTime } from "../api/time.ts";
import type { Engine } from "../engine/engine.ts";
import type { ComponentApi } from "./api.ts";

export type EventType = "Normal" | "Warning";

export type InvolvedObject = {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Pick<ObjectMeta, "name" | "uid" | "resourceVersion"> & {
    readonly namespace?: string | undefined;
  };
  /** `spec.containers{web}` for a container of a pod. */
  readonly fieldPath?: string;
};

export type Recorder = (
  object: InvolvedObject | KubeObject,
  type: EventType,
  reason: string,
  message: string,
) => void;

export type EventSource = { readonly component: string; readonly host?: string };

export function recorder(engine: Engine, api: ComponentApi, source: EventSource): Recorder {
  const known = new Map<string, string>();
  return (object, type, reason, message) => {
    const { name, uid, namespace } = object.metadata;
    const fieldPath = "fieldPath" in object ? (object.fieldPath as string | undefined) : undefined;
    const same = [uid, type, reason, message, fieldPath ?? ""].join("\n");
    const key = known.get(same);
    if (key !== undefined && countAgain(engine, api, key)) return;
    const inNamespace = namespace ?? "default";
    const time = formatTime(engine.nowMs);
    const eventName = `${name}.${nanoseconds(engine)}`;
    const involved = {
      apiVersion: object.apiVersion,
      kind: object.kind,
      name,
      uid,
      resourceVersion: object.metadata.resourceVersion,
      ...(namespace === undefined ? {} : { namespace }),
      ...(fieldPath === undefined ? {} : { fieldPath }),
    };
    try {
      api.create("Event", {
        metadata: { name: eventName, namespace: inNamespace },
        involvedObject: involved,
        reason,
        message,
        source,
        firstTimestamp: time,
        lastTimestamp: time,
        count: 1,
        type,
        reportingComponent: source.component,
        reportingInstance: source.host ?? "",
      });
      known.set(same, keyFor(inNamespace, eventName));
    } catch (error) {
      // A namespace that is being deleted takes no events; the event is lost, as in a real cluster.
      if (!(error instanceof ApiError)) throw error;
    }
  };
}

// Names of an object's events sort by their time, which is the order that clients show.
function nanoseconds(engine: Engine): string {
  const within = (engine.nowMs % 1) * 1_000_000 + (engine.log.length % 1_000_000);
  return (BigInt(Math.floor(engine.nowMs)) * 1_000_000n + BigInt(Math.floor(within))).toString(16);
}

function countAgain(engine: Engine, api: ComponentApi, key: string): boolean {
  try {
    const event = api.read("Event", key);
    api.update({
      ...event,
      count: (event.count ?? 1) + 1,
      lastTimestamp: formatTime(engine.nowMs),
    });
    return true;
  } catch (error) {
    if (error instanceof ApiError) return false;
    throw error;
  }
}
