export {
  isToldByRecordings,
  normaliseEvents,
  type RecordedEvent,
  type StoredEvent,
} from "./events.ts";
export { type Json, type JsonObject, normaliseObjects } from "./objects.ts";
export { type RunPlaces, runFacts, type SeenObject } from "./run-facts.ts";
export { normaliseText } from "./text.ts";
