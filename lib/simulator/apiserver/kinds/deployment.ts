/** What the API server knows of Deployments: defaults, rules and columns. */
import { invalid } from "../../api/field-error.ts";
import { sameJson } from "../../api/json.ts";
import type { Deployment, DeploymentStrategy } from "../../api/types.generated.ts";
import { ageOf, columns } from "../column.ts";
import { changeField, fillIn } from "../fill-in.ts";
import type { KindStrategy } from "../kind-strategy.ts";
import { namesAndImages, selectorText } from "../workload/cells.ts";
import { validateReplicas, validateTemplate, withTemplateDefaults } from "../workload/template.ts";

export const deploymentStrategy: KindStrategy<Deployment> = {
  kind: "Deployment",

  setDefaults(deployment) {
    let spec = fillIn<Deployment["spec"]>(deployment.spec, {
      progressDeadlineSeconds: 600,
      replicas: 1,
      revisionHistoryLimit: 10,
      strategy: {},
    });
    spec = changeField(spec, "strategy", withStrategyDefaults);
    spec = changeField(spec, "template", withTemplateDefaults);
    return spec === deployment.spec ? deployment : { ...deployment, spec };
  },

  validate({ spec }) {
    return [...validateReplicas(spec.replicas), ...validateTemplate(spec.selector, spec.template)];
  },

  validateUpdate({ spec }, old) {
    if (sameJson(spec.selector, old.spec.selector)) return [];
    return [invalid("spec.selector", spec.selector, "field is immutable")];
  },

  columns: columns(
    "Name",
    "Ready",
    "Up-to-date",
    "Available",
    "Age",
    "+Containers",
    "+Images",
    "+Selector",
  ),

  cells(deployment, { nowMs }) {
    const { metadata, spec, status } = deployment;
    const [names, images] = namesAndImages(spec.template);
    return [
      metadata.name,
      `${status.readyReplicas ?? 0}/${spec.replicas ?? 1}`,
      status.updatedReplicas ?? 0,
      status.availableReplicas ?? 0,
      ageOf(deployment, nowMs),
      names,
      images,
      selectorText(spec.selector),
    ];
  },
};

function withStrategyDefaults(given: DeploymentStrategy): DeploymentStrategy {
  const strategy = fillIn<DeploymentStrategy>(given, { type: "RollingUpdate" });
  if (strategy.type !== "RollingUpdate") return strategy;
  const rolling = fillIn<NonNullable<DeploymentStrategy["rollingUpdate"]>>(
    strategy.rollingUpdate ?? {},
    {
      maxSurge: "25%",
      maxUnavailable: "25%",
    },
  );
  return rolling === strategy.rollingUpdate ? strategy : { ...strategy, rollingUpdate: rolling };
}
