/** What the API server knows of namespaces: their label, their finalizer, their phase. */

import { invalid } from "../../api/field-error.ts";
import { dnsLabelFaults, labelKeyFaults } from "../../api/name-rule.ts";
import type { Namespace } from "../../api/types.generated.ts";
import { ageOf, columns } from "../column.ts";
import type { KindStrategy } from "../kind-strategy.ts";
import { validateFinalizerName } from "../validation/metadata.ts";

const OWN_FINALIZER = "kubernetes";
const NAME_LABEL = "kubernetes.io/metadata.name";

export const namespaceStrategy: KindStrategy<Namespace> = {
  kind: "Namespace",
  nameRule: (name) => dnsLabelFaults(name),

  setDefaults(namespace) {
    const { labels, name } = namespace.metadata;
    if (labels?.[NAME_LABEL] === name || name === "") return namespace;
    return {
      ...namespace,
      metadata: { ...namespace.metadata, labels: { ...labels, [NAME_LABEL]: name } },
    };
  },

  prepareForCreate(namespace) {
    const given = namespace.spec?.finalizers ?? [];
    const finalizers = given.includes(OWN_FINALIZER) ? given : [...given, OWN_FINALIZER];
    return { ...namespace, spec: { finalizers }, status: { phase: "Active" } };
  },

  validate: ({ spec }) =>
    (spec?.finalizers ?? []).flatMap((name) => [
      ...labelKeyFaults(name).map((fault) => invalid("spec.finalizers", name, fault)),
      ...validateFinalizerName(name, "spec.finalizers"),
    ]),

  prepareForUpdate: (namespace, old) => ({ ...namespace, spec: old.spec }),

  // A namespace is held by its spec's finalizers: it is marked, and goes when it is empty.
  gracePeriodSeconds: () => 0,

  columns: columns("Name", "Status", "Age"),
  cells: (namespace, { nowMs }) => [
    namespace.metadata.name,
    namespace.status.phase ?? "",
    ageOf(namespace, nowMs),
  ],
};
