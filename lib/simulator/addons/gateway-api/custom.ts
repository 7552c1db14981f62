/** Kinds that the types do not know, read and written by controllers as any other. */
import { sameJson } from "../../api/json.ts";
import type { KindName, KubeObject } from "../../api/object.ts";
import { formatTime } from "../../api/time.ts";
import type { Condition } from "../../api/types.generated.ts";
import type { ControllerContext } from "../../controllers/controller.ts";
import type { Cache } from "../../informers/cache.ts";
import type { Reader } from "../../network/index.ts";

export function custom(kind: string): KindName {
  return kind as KindName;
}

export function readerOf(cache: Cache): Reader {
  return {
    get: (kind, key) => cache.get(custom(kind), key) as unknown as KubeObject | undefined,
    list: (kind) => cache.listAny(kind),
  };
}

/** What a condition says, without its time. */
export type Said = {
  readonly type: string;
  readonly status: "True" | "False";
  readonly reason: string;
  readonly message: string;
};

/** Conditions keep the time of their last change. */
export function conditionsOf(
  said: readonly Said[],
  generation: number | undefined,
  before: readonly Condition[] | undefined,
  nowMs: number,
): readonly Condition[] {
  return said.map((one) => {
    const old = before?.find(({ type }) => type === one.type);
    const lastTransitionTime =
      old?.status === one.status ? old.lastTransitionTime : formatTime(nowMs);
    return { lastTransitionTime, observedGeneration: generation ?? 1, ...one };
  });
}

export function putStatus(
  object: KubeObject & { readonly status?: unknown },
  status: unknown,
  { api }: ControllerContext,
): void {
  if (sameJson(object.status ?? null, status)) return;
  api.updateStatus({ ...object, status } as never);
}
