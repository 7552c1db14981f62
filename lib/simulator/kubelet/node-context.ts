/** What the parts of a kubelet share: its node, its ways to the API server, its clocks. */

import type { Store } from "../apiserver/store/store.ts";
import type { ComponentApi } from "../component/api.ts";
import type { Recorder } from "../component/recorder.ts";
import type { Engine } from "../engine/engine.ts";
import type { Asked, HttpAnswer, ProgramNetwork, RuntimeProfile } from "../programs/index.ts";
import type { ImageStore } from "./image-store.ts";
import type { KubeletConfig } from "./kubelet-config.ts";
import type { PodRecord } from "./pod-record.ts";
import type { NodeUse } from "./pressure/node-use.ts";
import type { VolumeSources } from "./volume.ts";

/** Something that listens on a port of an address. */
export type Listener = {
  readonly podKey: string;
  readonly container: string;
  /** What it answers; nothing when it hangs. */
  readonly http: (path: string, asked?: Asked) => Required<HttpAnswer> | undefined;
};

/** `refused`: nobody listens there; `unreachable`: nothing has that address. */
export type Dialled = Listener | "refused" | "unreachable";

export type NodeContext = {
  readonly engine: Engine;
  readonly store: Store;
  readonly name: string;
  /** In the log: `kubelet/node01`. */
  readonly component: string;
  readonly hostIp: string;
  /** What programs on the host's network take for their host's name. */
  readonly hostName: string;
  readonly api: ComponentApi;
  readonly event: Recorder;
  readonly images: ImageStore;
  readonly volumes: VolumeSources;
  /** What resizes of pods are measured against. */
  readonly resizeCapacity: Readonly<Record<string, string>>;
  readonly runtime: RuntimeProfile;
  readonly config: Required<KubeletConfig>;
  /** What is taken of the node. */
  readonly use: NodeUse;
  readonly newContainerId: () => string;
  readonly takeIp: (record: PodRecord) => string;
  readonly freeIp: (ip: string) => void;
  readonly networkOf: (record: PodRecord) => ProgramNetwork;
  readonly dial: (ip: string, port: number) => Dialled;
};
