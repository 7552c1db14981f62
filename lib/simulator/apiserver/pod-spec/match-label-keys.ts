/**
 * `matchLabelKeys` of spreading and affinity become requirements with the new pod's own values.
 * https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/
 */
import type {
  Affinity,
  LabelSelector,
  PodAffinity,
  PodAffinityTerm,
  PodSpec,
} from "../../api/types.generated.ts";
import { changeField, changeItems } from "../fill-in.ts";

type Labels = Readonly<Record<string, string>>;

export function withMatchLabelKeys(given: PodSpec, labels: Labels | undefined): PodSpec {
  if (labels === undefined) return given;
  const spec = changeField(given, "topologySpreadConstraints", (all) =>
    changeItems(all, (constraint) =>
      changeField(constraint, "labelSelector", (selector) =>
        extended(selector, constraint.matchLabelKeys, "In", labels),
      ),
    ),
  );
  return changeField(spec, "affinity", (affinity) => withAffinityKeys(affinity, labels));
}

function withAffinityKeys(given: Affinity, labels: Labels): Affinity {
  const change = (affinity: PodAffinity): PodAffinity => {
    const term = (one: PodAffinityTerm) =>
      changeField(one, "labelSelector", (selector) => {
        const matched = extended(selector, one.matchLabelKeys, "In", labels);
        return extended(matched, one.mismatchLabelKeys, "NotIn", labels);
      });
    const needed = "requiredDuringSchedulingIgnoredDuringExecution";
    const wished = "preferredDuringSchedulingIgnoredDuringExecution";
    const first = changeField(affinity, needed, (all) => changeItems(all, term));
    return changeField(first, wished, (all) =>
      changeItems(all, (weighted) => changeField(weighted, "podAffinityTerm", term)),
    );
  };
  return changeField(changeField(given, "podAffinity", change), "podAntiAffinity", change);
}

function extended(
  selector: LabelSelector,
  keys: readonly string[] | undefined,
  operator: string,
  labels: Labels,
): LabelSelector {
  const added = (keys ?? []).flatMap((key) => {
    const value = labels[key];
    return value === undefined ? [] : [{ key, operator, values: [value] }];
  });
  if (added.length === 0) return selector;
  return { ...selector, matchExpressions: [...(selector.matchExpressions ?? []), ...added] };
}
