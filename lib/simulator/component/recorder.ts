/**
 * Writes Events as a component's recorder does: the same event again raises the count of the one
 * that exists. https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1/
 */
import { ApiError } from "../api/error.ts";
import { NOTHING } from "../api/json.ts";
import { type KubeObject, keyFor, type ObjectKey, type ObjectMeta } from "../api/object.ts";
import { formatTime } from "../api/time.ts";
import type { Engine } from "../engine/engine.ts";
import type { ComponentApi } from "./api.ts";
import { Correlator } from "./correlator.ts";

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

export type EventSource = {
  readonly component: string;
  readonly host?: string;
  /** Tells every event, as components do that write to events.k8s.io. */
  readonly tellsAll?: boolean;
};

export function recorder(
  engine: Engine,
  api: ComponentApi,
  { tellsAll = false, ...source }: EventSource,
): Recorder {
  const correlator = new Correlator(tellsAll);
  return (object, type, reason, told) => {
    const { name, namespace = "default", uid } = object.metadata;
    const fieldPath = "fieldPath" in object ? (object.fieldPath as string | undefined) : undefined;
    const about = uid === "" ? `${object.kind}\n${namespace}/${name}` : uid;
    const occurrence = { object: about, type, reason, message: told, fieldPath: fieldPath ?? "" };
    const { isSpam, message, series } = correlator.see(occurrence, engine.nowMs);
    if (series.key !== undefined) {
      series.count += 1;
      if (isSpam || countAgain(engine, api, series.key, series.count, message)) return;
    }
    if (isSpam) return;
    const key = keyFor(namespace, `${name}.${nanoseconds(engine)}`);
    const draft = { object, type, reason, message, fieldPath };
    try {
      api.tell(key, eventOf(draft, source, formatTime(engine.nowMs)));
      series.key = key;
      series.count = 1;
    } catch (error) {
      // A namespace that is being deleted takes no events; the event is lost, as in a real cluster.
      if (!(error instanceof ApiError)) throw error;
    }
  };
}

type EventDraft = {
  readonly object: InvolvedObject | KubeObject;
  readonly type: EventType;
  readonly reason: string;
  readonly message: string;
  readonly fieldPath: string | undefined;
};

function eventOf(draft: EventDraft, source: EventSource, time: string) {
  const { fieldPath, message, object, reason, type } = draft;
  const { name, namespace, resourceVersion, uid } = object.metadata;
  return {
    involvedObject: {
      ...NOTHING,
      apiVersion: object.apiVersion,
      kind: object.kind,
      name,
      uid,
      resourceVersion,
      ...(namespace === undefined ? {} : { namespace }),
      ...(fieldPath === undefined ? {} : { fieldPath }),
    },
    reason,
    message,
    source,
    firstTimestamp: time,
    lastTimestamp: time,
    count: 1,
    type,
    reportingComponent: source.component,
    reportingInstance: source.host ?? "",
  };
}

// Names of an object's events sort by their time, which is the order that clients show.
function nanoseconds(engine: Engine): string {
  const within = (engine.nowMs % 1) * 1_000_000 + (engine.entries % 1_000_000);
  return (BigInt(Math.floor(engine.nowMs)) * 1_000_000n + BigInt(Math.floor(within))).toString(16);
}

function countAgain(
  engine: Engine,
  api: ComponentApi,
  key: ObjectKey,
  count: number,
  message: string,
): boolean {
  try {
    const event = api.read("Event", key);
    api.update({ ...event, count, message, lastTimestamp: formatTime(engine.nowMs) });
    return true;
  } catch (error) {
    if (error instanceof ApiError) return false;
    throw error;
  }
}
