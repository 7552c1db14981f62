"use client";
/**
 * Nodes as boxes with how full they are, pods as cells in them; each state has a shape and a word
 * besides its colour. The tables beside it say the same.
 */
import { useTranslations } from "next-intl";
import type { ClusterPicture, NodePicture, PodPicture } from "../../../_lab-worker/protocol.ts";

export function ClusterMap({ cluster }: { readonly cluster: ClusterPicture }) {
  const t = useTranslations("lab");
  const homeless = cluster.pods.filter(({ node }) => node === null);
  return (
    <div className="grid gap-5" data-testid="cluster-map">
      {homeless.length > 0 ? (
        <section>
          <h3 className="mb-1.5 text-sm text-soft">{t("no-node")}</h3>
          <Pods pods={homeless} />
        </section>
      ) : null}
      {cluster.nodes.map((node) => (
        <NodeBox
          key={node.name}
          node={node}
          pods={cluster.pods.filter((pod) => pod.node === node.name)}
        />
      ))}
      {cluster.services.length > 0 ? <Services cluster={cluster} /> : null}
      <Legend />
    </div>
  );
}

function NodeBox(props: { readonly node: NodePicture; readonly pods: readonly PodPicture[] }) {
  const t = useTranslations("lab");
  const { node, pods } = props;
  const states = [
    node.ready ? null : t("node-not-ready"),
    node.unschedulable ? t("node-cordoned") : null,
    ...node.taints,
  ].filter((one) => one !== null);
  return (
    <section aria-label={node.name} className="rounded-lg border border-line p-3">
      <div className="mb-2.5 flex flex-wrap items-baseline justify-between gap-x-3">
        <h3 className="font-mono text-sm font-medium">{node.name}</h3>
        <p className="flex gap-3 text-xs text-soft">
          <Fill label="CPU" share={node.cpu} />
          <Fill label={t("memory")} share={node.memory} />
        </p>
      </div>
      {states.length > 0 ? (
        <p className="mb-2 font-mono text-xs wrap-anywhere text-warn">{states.join(" · ")}</p>
      ) : null}
      {pods.length > 0 ? <Pods pods={pods} /> : <p className="text-xs text-soft">{t("no-pods")}</p>}
    </section>
  );
}

function Fill({ label, share }: { readonly label: string; readonly share: number }) {
  return (
    <span className="flex items-center gap-1.5">
      {label}
      <svg width="36" height="6" aria-hidden="true" focusable="false">
        <rect width="36" height="6" rx="3" className="fill-line" />
        <rect width={36 * share} height="6" rx="3" className="fill-accent" />
      </svg>
      <span className="tabular-nums">{Math.round(share * 100)} %</span>
    </span>
  );
}

const SHAPE = {
  good: { ink: "text-good", path: "M5 1a4 4 0 1 0 0 8a4 4 0 1 0 0-8", fill: true },
  waiting: {
    ink: "text-warn",
    path: "M5 1.200a3.800 3.800 0 1 0 0 7.600a3.800 3.800 0 1 0 0-7.600",
    fill: false,
  },
  bad: { ink: "text-bad", path: "M5 .8L9.400 9H.6z", fill: true },
  ended: { ink: "text-soft", path: "M1.500 1.500h7v7h-7z", fill: true },
} as const;

function Dot({ tone }: { readonly tone: PodPicture["tone"] }) {
  const { ink, path, fill } = SHAPE[tone];
  return (
    <svg width="10" height="10" aria-hidden="true" focusable="false" className={`shrink-0 ${ink}`}>
      <path
        d={path}
        fill={fill ? "currentColor" : "none"}
        stroke="currentColor"
        strokeWidth={fill ? 0 : 1.6}
      />
    </svg>
  );
}

function Pods({ pods }: { readonly pods: readonly PodPicture[] }) {
  const t = useTranslations("lab");
  return (
    <ul className="grid gap-1">
      {pods.map((pod) => (
        <li
          key={`${pod.namespace}/${pod.name}`}
          className="flex items-center gap-2 rounded-md bg-sunken px-2 py-1 font-mono text-xs"
          data-tone={pod.tone}
        >
          <Dot tone={pod.tone} />
          <span className="min-w-0 grow truncate" title={`${pod.namespace}/${pod.name}`}>
            {pod.name}
          </span>
          <span className={`shrink-0 ${SHAPE[pod.tone].ink}`}>{pod.status}</span>
          <span className="shrink-0 text-soft tabular-nums">
            {pod.ready}
            {pod.restarts > 0 ? ` ${t("restarts", { count: pod.restarts })}` : ""}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Services({ cluster }: { readonly cluster: ClusterPicture }) {
  const t = useTranslations("lab");
  return (
    <section>
      <h3 className="mb-1.5 text-sm text-soft">{t("services")}</h3>
      <ul className="grid gap-1">
        {cluster.services.map((service) => (
          <li
            key={`${service.namespace}/${service.name}`}
            className="flex items-center justify-between gap-3 rounded-md border border-line px-2 py-1 font-mono text-xs"
          >
            <span className="truncate">
              {service.name} {service.ports}
            </span>
            <span className={service.readyEndpoints > 0 ? "text-good" : "text-bad"}>
              {t("endpoints", { count: service.readyEndpoints })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Legend() {
  const t = useTranslations("lab");
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-soft">
      {(["good", "waiting", "bad", "ended"] as const).map((tone) => (
        <li key={tone} className="flex items-center gap-1.5">
          <Dot tone={tone} />
          {t(`tone-${tone}`)}
        </li>
      ))}
    </ul>
  );
}
