/** A Deployment as a test wants it, with sensible words for the rest. */
import type { Draft } from "../api/object.ts";
import type { Deployment, PodSpec } from "../api/types.generated.ts";

export type DeploymentWords = {
  readonly name: string;
  readonly namespace?: string;
  readonly replicas?: number;
  readonly image?: string;
  readonly spec?: Partial<Deployment["spec"]>;
  readonly pod?: Partial<PodSpec>;
};

export function aDeployment(
  words: DeploymentWords,
): Draft<Deployment> & { readonly kind: "Deployment" } {
  const {
    name,
    namespace = "default",
    replicas = 1,
    image = "nginx:1.29",
    spec = {},
    pod = {},
  } = words;
  const labels = { app: name };
  return {
    kind: "Deployment",
    metadata: { name, namespace },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name, image }], ...pod } },
      ...spec,
    },
  };
}
