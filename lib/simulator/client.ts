/**
 * What a command-line tool or a grader needs of a cluster: requests, discovery and virtual time.
 * kubectl, the terminal and the grader know a cluster by this contract alone.
 */
import type { ResourceRow } from "./api/resource.ts";
import type { ApiRequest, ApiResponse } from "./apiserver/request.ts";

export type ClientRequest = Omit<ApiRequest, "user" | "component" | "trusted">;

export type Client = {
  readonly nowMs: number;
  /** Why the API server cannot be reached, in the words that kubectl prints; else undefined. */
  readonly connectionFault?: string | undefined;
  /** Never throws: a refusal is a Status in the body. The user is the client's. */
  request(request: ClientRequest): ApiResponse;
  /** What discovery tells, custom resources included. */
  resources(): readonly ResourceRow[];
  /** Lets virtual time pass until the predicate holds; false when it does not within the time. */
  runUntil(predicate: () => boolean, timeoutMs: number): boolean;
};
