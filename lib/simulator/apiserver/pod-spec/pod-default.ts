/**
 * Defaults that only pods get, not the templates they are made from.
 *
 * Not simulated: limits of huge pages and pod-level limits derived from containers.
 */
import type {
  Container,
  ContainerPort,
  PodSpec,
  ResourceRequirements,
} from "../../api/types.generated.ts";
import { changeField, changeItems, fillIn } from "../fill-in.ts";
import { withPodSpecDefaults } from "./default.ts";
import { podRequests } from "./pod-amount.ts";

const known = new WeakMap<PodSpec, PodSpec>();

export function withPodDefaults(given: PodSpec): PodSpec {
  const before = known.get(given);
  if (before !== undefined) return before;
  let spec = withPodSpecDefaults(given);
  spec = fillIn<PodSpec>(spec, { enableServiceLinks: true });
  if ((spec.terminationGracePeriodSeconds ?? 0) < 0) {
    spec = { ...spec, terminationGracePeriodSeconds: 1 };
  }
  for (const list of ["containers", "initContainers"] as const) {
    spec = changeField(spec, list, (all) => changeItems(all, withRequests));
    if (spec.hostNetwork === true) {
      spec = changeField(spec, list, (all) => changeItems(all, withHostPorts));
    }
  }
  spec = changeField(spec, "resources", (resources) => withPodRequests(spec, resources));
  known.set(given, spec);
  known.set(spec, spec);
  return spec;
}

// What has a limit and no request requests as much as its limit.
function withRequests(container: Container): Container {
  return changeField(container, "resources", (resources) => {
    const { limits, requests } = resources;
    if (
      limits === undefined ||
      Object.keys(limits).every((name) => requests?.[name] !== undefined)
    ) {
      return resources;
    }
    return { ...resources, requests: { ...limits, ...requests } };
  });
}

const POD_LEVEL = ["cpu", "memory"];

function withPodRequests(spec: PodSpec, resources: ResourceRequirements): ResourceRequirements {
  const { limits, requests = {} } = resources;
  if (limits === undefined || Object.keys(limits).length === 0) return resources;
  const ofContainers = podRequests({ ...spec, resources: undefined, overhead: undefined });
  const wanted: Record<string, string> = { ...requests };
  for (const name of POD_LEVEL) {
    const amount = ofContainers[name];
    if (wanted[name] === undefined && amount !== undefined) wanted[name] = amount;
  }
  for (const name in limits) {
    const limit = limits[name];
    const podLevel = POD_LEVEL.includes(name) || name.startsWith("hugepages-");
    if (wanted[name] === undefined && podLevel && limit !== undefined) wanted[name] = limit;
  }
  const same = Object.keys(wanted).every((name) => requests[name] !== undefined);
  return same ? resources : { ...resources, requests: wanted };
}

function withHostPorts(container: Container): Container {
  return changeField(container, "ports", (ports) =>
    changeItems(ports, (port) => fillIn<ContainerPort>(port, { hostPort: port.containerPort })),
  );
}
