"use client";
/** The picture's twin: the same facts as tables, for eyes and screen readers that prefer them. */
import { useTranslations } from "next-intl";
import type { ClusterPicture } from "../../../_lab-worker/protocol.ts";

export function ClusterTables({ cluster }: { readonly cluster: ClusterPicture }) {
  const t = useTranslations("lab");
  const percent = (share: number) => `${Math.round(share * 100)} %`;
  return (
    <div className="grid gap-6">
      <Grid
        title={t("pods")}
        head={[t("name"), t("ready"), t("status"), t("restarted"), t("node")]}
        rows={cluster.pods.map((pod) => [
          `${pod.namespace}/${pod.name}`,
          pod.ready,
          pod.status,
          String(pod.restarts),
          pod.node ?? t("none"),
        ])}
      />
      <Grid
        title={t("workloads")}
        head={[t("kind"), t("name"), t("ready")]}
        rows={cluster.workloads.map((one) => [
          one.kind,
          `${one.namespace}/${one.name}`,
          `${one.ready}/${one.wanted}`,
        ])}
      />
      <Grid
        title={t("services")}
        head={[t("name"), t("type"), t("ports"), t("ready-endpoints")]}
        rows={cluster.services.map((one) => [
          `${one.namespace}/${one.name}`,
          one.type,
          one.ports,
          String(one.readyEndpoints),
        ])}
      />
      <Grid
        title={t("nodes")}
        head={[t("name"), t("status"), "CPU", t("memory"), t("taints")]}
        rows={cluster.nodes.map((node) => [
          node.name,
          node.ready ? t("node-ready") : t("node-not-ready"),
          percent(node.cpu),
          percent(node.memory),
          node.taints.join(", ") || t("none"),
        ])}
      />
    </div>
  );
}

function Grid(props: {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}) {
  const t = useTranslations("lab");
  return (
    <section>
      <h3 className="mb-1 text-sm font-medium">{props.title}</h3>
      {props.rows.length === 0 ? (
        <p className="text-sm text-soft">{t("none")}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls, the keyboard must reach.
        <section aria-label={props.title} tabIndex={0} className="overflow-x-auto">
          <table className="w-full text-left font-mono text-xs">
            <thead>
              <tr className="text-soft">
                {props.head.map((cell) => (
                  <th key={cell} scope="col" className="py-1 pr-3 font-normal">
                    {cell}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {props.rows.map((row) => (
                <tr key={row.join("|")} className="border-t border-line">
                  {row.map((cell, index) => (
                    <td key={props.head[index]} className="py-1 pr-3 whitespace-nowrap">
                      {cell}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
}
