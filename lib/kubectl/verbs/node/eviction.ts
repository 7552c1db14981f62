/**
 * The pods that a drain takes from a node, all at once: each is evicted, tried again every five
 * seconds while a disruption budget is in the way, and waited for until it is gone.
 */
import type { KubeObject } from "#lib/simulator";
import type { CommandContext } from "../../command/context.ts";
import { ServerError } from "../../command/error.ts";
import { ENDLESS_WAIT_MS } from "../../resource/waiting.ts";
import { goDuration } from "../../text/duration.ts";

const RETRY_MS = 5000;

export class Eviction {
  readonly #context: CommandContext;
  readonly #deadline: number;
  readonly #timeout: string;
  readonly #faults: string[] = [];
  #ending: readonly KubeObject[] = [];

  constructor(context: CommandContext) {
    const timeout = context.flags.duration("timeout");
    this.#context = context;
    this.#timeout = goDuration(timeout);
    this.#deadline = context.client.nowMs + (timeout > 0 ? timeout : ENDLESS_WAIT_MS);
  }

  /** Answers what went wrong, one text a pod. */
  run(pods: readonly KubeObject[]): readonly string[] {
    const { client } = this.#context;
    let blocked = pods.filter((pod) => !this.#try(pod));
    while (blocked.length > 0) {
      client.runUntil(() => this.#tellGone() && false, RETRY_MS);
      blocked = blocked.filter((pod) => !this.#try(pod));
    }
    const left = this.#deadline - client.nowMs;
    if (!this.#tellGone() && left > 0) client.runUntil(() => this.#tellGone(), left);
    for (const { metadata } of this.#ending) {
      const { name, namespace = "" } = metadata;
      this.#faults.push(
        `error when waiting for pod "${name}" in namespace "${namespace}" to terminate: ` +
          `global timeout reached: ${this.#timeout}`,
      );
    }
    return this.#faults;
  }

  /** False when it is to be tried again. */
  #try(pod: KubeObject): boolean {
    const context = this.#context;
    const { namespace = "", name } = pod.metadata;
    context.line(`evicting pod ${namespace}/${name}`);
    const what = `pods/${JSON.stringify(name)} -n ${JSON.stringify(namespace)}`;
    if (context.client.nowMs >= this.#deadline) {
      this.#faults.push(`error when evicting ${what}: global timeout reached: ${this.#timeout}`);
      return true;
    }
    try {
      this.#send(pod);
    } catch (error) {
      if (!(error instanceof ServerError)) throw error;
      if (error.is("TooManyRequests")) {
        context.errorLine(`error when evicting ${what} (will retry after 5s): ${error.message}`);
        return false;
      }
      if (!error.is("NotFound")) {
        this.#faults.push(`error when evicting ${what}: ${error.message}`);
        return true;
      }
    }
    this.#ending = [...this.#ending, pod];
    return true;
  }

  #send(pod: KubeObject): void {
    const { api, flags } = this.#context;
    const { namespace = "", name } = pod.metadata;
    const ref = this.#ref(pod);
    const grace = flags.int("grace-period");
    const deleteOptions = grace < 0 ? {} : { gracePeriodSeconds: grace };
    if (flags.bool("disable-eviction")) {
      api.delete(ref, deleteOptions);
      return;
    }
    const body = {
      apiVersion: "policy/v1",
      kind: "Eviction",
      metadata: { name, namespace },
      ...(grace < 0 ? {} : { deleteOptions }),
    };
    api.create(ref.row, namespace, body, {}, { name, subresource: "eviction" });
  }

  #ref({ metadata }: KubeObject) {
    const row = this.#context.mapper.resolve("pods");
    return { row, namespace: metadata.namespace, name: metadata.name };
  }

  /** Tells of pods that are gone; true when no other is waited for. */
  #tellGone(): boolean {
    const { api, flags } = this.#context;
    const done = flags.bool("disable-eviction") ? "deleted" : "evicted";
    this.#ending = this.#ending.filter((pod) => {
      const isThere = api.find(this.#ref(pod))?.metadata.uid === pod.metadata.uid;
      if (!isThere) this.#context.line(`pod/${pod.metadata.name} ${done}`);
      return isThere;
    });
    return this.#ending.length === 0;
  }
}
