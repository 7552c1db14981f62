/**
 * What an explanation may ask of the cluster besides the log: what every scheduler plugin says of
 * every node, and what a container printed last.
 */
import type { Cluster, LogText, PlacementExplanation, Pod } from "#lib/simulator";

export type Witness = {
  readonly placementOf: (podKey: string) => PlacementExplanation | undefined;
  /** The last line of a container's log; of the run before this one when `previous`. */
  readonly lastLine: (
    pod: Pick<Pod, "metadata">,
    container: string,
    previous: boolean,
  ) => string | undefined;
};

export function witnessOf(cluster: Cluster): Witness {
  const client = cluster.client();
  return {
    placementOf: (podKey) => cluster.scheduler.explain(podKey),
    lastLine({ metadata }, container, previous) {
      const { name, namespace = "default" } = metadata;
      const { code, body } = client.request({
        verb: "get",
        group: "",
        version: "v1",
        resource: "pods",
        subresource: "log",
        namespace,
        name,
        options: { query: { container, previous: String(previous) } },
      });
      if (code !== 200) return undefined;
      const line = String((body as LogText).text)
        .trimEnd()
        .split("\n")
        .at(-1);
      return line === "" ? undefined : line;
    },
  };
}
