/** A Pod as a test wants it: one container that is bound to node01, unless it says otherwise. */
import type { Draft } from "../api/object.ts";
import type { Container, Pod, PodSpec } from "../api/types.generated.ts";

export type PodWords = {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly image?: string;
  /** A script for `sh -c`. */
  readonly script?: string;
  /** More of its only container. */
  readonly container?: Partial<Container>;
  readonly spec?: Partial<PodSpec>;
};

export function aPod(words: PodWords): Draft<Pod> & { readonly kind: "Pod" } {
  const {
    annotations,
    container = {},
    labels,
    name,
    namespace = "default",
    script,
    spec = {},
  } = words;
  const image = words.image ?? (script === undefined ? "nginx:1.27" : "busybox:1.36");
  const command = script === undefined ? {} : { command: ["sh", "-c", script] };
  const metadata = {
    name,
    namespace,
    ...(labels === undefined ? {} : { labels }),
    ...(annotations === undefined ? {} : { annotations }),
  };
  return {
    kind: "Pod",
    metadata,
    spec: {
      nodeName: "node01",
      restartPolicy: "Always",
      terminationGracePeriodSeconds: 30,
      containers: [{ name, image, ...command, ...container }],
      ...spec,
    },
  };
}
