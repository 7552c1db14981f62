/** A request to the API server and its answer, free of any transport. */
import type { Status } from "../api/error.ts";
import type { KubeObject } from "../api/object.ts";

export type Verb =
  | "get"
  | "list"
  | "watch"
  | "create"
  | "update"
  | "patch"
  | "delete"
  | "deletecollection";

export type PatchType = "json" | "merge" | "strategic" | "apply";

export type UserInfo = {
  readonly username: string;
  readonly uid?: string;
  readonly groups: readonly string[];
  readonly extra?: Readonly<Record<string, readonly string[]>>;
};

export type PropagationPolicy = "Orphan" | "Background" | "Foreground";

export type RequestOptions = {
  readonly fieldManager?: string;
  readonly fieldValidation?: "Strict" | "Warn" | "Ignore";
  readonly dryRun?: boolean;
  readonly force?: boolean;
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
  readonly limit?: number;
  readonly continue?: string;
  readonly resourceVersion?: string;
  readonly propagationPolicy?: PropagationPolicy;
  readonly gracePeriodSeconds?: number;
  /** Lists tell who manages which fields only when asked: that costs more than the list. */
  readonly showManagedFields?: boolean;
  readonly preconditions?: { readonly uid?: string; readonly resourceVersion?: string };
  /** Of the log subresource: container, previous, tailLines, sinceSeconds … as in the URL. */
  readonly query?: Readonly<Record<string, string>>;
};

export type ApiRequest = {
  readonly verb: Verb;
  /** "" is the core group. */
  readonly group: string;
  readonly version: string;
  /** Plural, as in the path. */
  readonly resource: string;
  readonly subresource?: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly body?: unknown;
  readonly patchType?: PatchType;
  readonly options?: RequestOptions;
  readonly user: UserInfo;
  /** Instead of a resource: a path such as `/metrics`; resource and the others are "" then. */
  readonly path?: string;
  /** Answer lists and objects as `kind: Table`, as `kubectl get` asks. */
  readonly asTable?: boolean;
  /** Who writes, in the log: `kubectl`, `deployment-controller` … */
  readonly component: string;
  /**
   * Set by components inside the cluster: the body is an object of the right shape and may be
   * kept as it is, so decoding is left out. Everything else happens as for anybody.
   */
  readonly trusted?: boolean;
};

export type TableColumn = {
  readonly name: string;
  readonly type: "string" | "integer" | "date" | "boolean" | "number";
  readonly format: string;
  readonly description: string;
  /** 0 is always shown, 1 with `-o wide`. */
  readonly priority: number;
};

export type TableRow = {
  readonly cells: readonly (string | number | boolean | null)[];
  /** The object itself: printers take names, labels and ages from its metadata. */
  readonly object: KubeObject;
};

export type Table = {
  readonly kind: "Table";
  readonly apiVersion: "meta.k8s.io/v1";
  readonly metadata: { readonly resourceVersion: string; readonly continue?: string };
  readonly columnDefinitions: readonly TableColumn[];
  readonly rows: readonly TableRow[];
};

export type ObjectList = {
  readonly kind: string;
  readonly apiVersion: string;
  readonly metadata: {
    readonly resourceVersion: string;
    readonly continue?: string;
    readonly remainingItemCount?: number;
  };
  readonly items: readonly KubeObject[];
};

/** What the exec subresource answers. */
export type ExecResult = {
  readonly kind: "ExecResult";
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
};

/** What the log subresource answers. */
export type LogText = { readonly kind: "LogText"; readonly text: string };

export type ApiResponse = {
  /** HTTP status code. */
  readonly code: number;
  readonly body: KubeObject | ObjectList | Table | Status | ExecResult | LogText;
  /** Texts of `Warning:` headers. */
  readonly warnings: readonly string[];
};
