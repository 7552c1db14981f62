/** The simulator's door: everything that other layers may use. */

export type { AddonName } from "./addons/index.ts";
export {
  ApiError,
  type Status,
  type StatusCause,
  type StatusDetails,
  type StatusReason,
} from "./api/error.ts";
export type { FieldError } from "./api/field-error.ts";
export { deepFreeze, sameJson } from "./api/json.ts";
export { matchesLabels, matchesSelector } from "./api/label.ts";
export { portNameFaults, portNumberFaults } from "./api/name-rule.ts";
export {
  controllerOf,
  type KindMap,
  type KindName,
  type KubeObject,
  keyFor,
  keyOf,
  type ObjectKey,
  type ObjectMeta,
  splitKey,
} from "./api/object.ts";
export { pathSegmentFaults } from "./api/path-segment-rule.ts";
export {
  apiVersionOf,
  type ResourceRow,
  type SubresourceRow,
  splitApiVersion,
} from "./api/resource.ts";
export { type FieldType, modelOf, type SchemaField, type SchemaModel } from "./api/schema.ts";
export { labelSelectorText } from "./api/selector-text.ts";
export { CLUSTER_EPOCH_MS, formatMicroTime, formatTime, parseTime } from "./api/time.ts";
export type { PolicyRule } from "./api/types.generated.ts";
export { uncovered as uncoveredRules } from "./apiserver/authorization/rule.ts";
export { decodeFault, metadataFault } from "./apiserver/decode/decode.ts";
export type {
  ApiRequest,
  ApiResponse,
  ExecResult,
  LogText,
  ObjectList,
  PatchType,
  RequestOptions,
  Table,
  TableColumn,
  TableRow,
  UserInfo,
  Verb,
} from "./apiserver/request.ts";
export type { Client, ClientRequest } from "./client.ts";
export {
  Cluster,
  type ClusterOptions,
  createCluster,
  type Flavour,
  RECORDED_SETTLE,
  VERDICT_SETTLE,
} from "./cluster.ts";
export { RunLimitError, type Settled, type SettleOptions } from "./engine/engine.ts";
export { changedPaths, type LogEntry, logHash, objectsAt, serialiseLog } from "./engine/log.ts";
export { type RandomStream, randomStream } from "./engine/random.ts";
export { describeFault, type Fault } from "./faults/index.ts";
export type { NetworkAnswer, NetworkRequest } from "./network/index.ts";
export { DEFAULT_NODES, type NodeSpec } from "./node-object.ts";
export type { HttpAnswer, ImageSpec, ProgramSpec } from "./programs/image-spec.ts";
export { isKnownImage } from "./programs/known-image.ts";
export { type RandomRun, randomRun } from "./random-run/random-run.ts";
