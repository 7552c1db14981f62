/** The pod spec inside an object of any workload kind, read without trusting its shape. */
import type { KubeObject } from "#lib/simulator";

type Keyed = { readonly name?: string; readonly key?: string };

export type ContainerLike = {
  readonly name?: string;
  readonly image?: string;
  readonly ports?: readonly { readonly containerPort: number }[];
  readonly env?: readonly {
    readonly valueFrom?: { readonly configMapKeyRef?: Keyed; readonly secretKeyRef?: Keyed };
  }[];
  readonly envFrom?: readonly { readonly configMapRef?: Keyed; readonly secretRef?: Keyed }[];
};

export type PodSpecLike = {
  readonly containers?: readonly ContainerLike[];
  readonly initContainers?: readonly ContainerLike[];
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly volumes?: readonly {
    readonly configMap?: {
      readonly name?: string;
      readonly items?: readonly { readonly key: string }[];
    };
    readonly secret?: {
      readonly secretName?: string;
      readonly items?: readonly { readonly key: string }[];
    };
  }[];
};

export function podSpecOf(object: KubeObject): PodSpecLike | undefined {
  const spec = object.spec as {
    readonly template?: { readonly spec?: PodSpecLike };
  } & PodSpecLike;
  if (object.kind === "Pod") return spec;
  return spec?.template?.spec;
}

export function containersOf({
  containers,
  initContainers,
}: PodSpecLike): readonly ContainerLike[] {
  const lists = [containers, initContainers].filter((list) => Array.isArray(list));
  return lists
    .flat()
    .filter((one): one is ContainerLike => typeof one === "object" && one !== null);
}
