/** A Service as a test wants it. */
import type { Draft } from "../api/object.ts";
import type { Service } from "../api/types.generated.ts";

export type ServiceWords = {
  readonly name: string;
  readonly namespace?: string;
  readonly selector: Readonly<Record<string, string>>;
  readonly port?: number;
  readonly targetPort?: number | string;
};

export function aService(words: ServiceWords): Draft<Service> & { readonly kind: "Service" } {
  const { name, namespace = "default", selector, port = 80, targetPort = port } = words;
  return {
    kind: "Service",
    metadata: { name, namespace },
    spec: { selector, ports: [{ port, targetPort }] },
  };
}
