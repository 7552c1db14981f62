/**
 * Defaults of a pod's spec, as they are filled in for pods and for every template of pods. What
 * only pods get (requests from limits, service links, host ports) is in pod-default.ts.
 */
import type {
  Container,
  ContainerPort,
  EnvVar,
  EphemeralContainer,
  HTTPGetAction,
  Lifecycle,
  LifecycleHandler,
  PodSpec,
  Probe,
  ResourceRequirements,
} from "../../api/types.generated.ts";
import { changeField, changeItems, fillIn } from "../fill-in.ts";
import { canonicalAmounts } from "./amount-list.ts";
import { defaultPullPolicy } from "./image-name.ts";
import { withVolumeDefaults } from "./volume-default.ts";

const known = new WeakMap<PodSpec, PodSpec>();

/** Equal specs that are one object (the pods of one template) are filled in once. */
export function withPodSpecDefaults(spec: PodSpec): PodSpec {
  const before = known.get(spec);
  if (before !== undefined) return before;
  const defaulted = fillPodSpec(spec);
  known.set(spec, defaulted);
  known.set(defaulted, defaulted);
  return defaulted;
}

function fillPodSpec(given: PodSpec): PodSpec {
  let spec = fillIn<PodSpec>(given, {
    dnsPolicy: "ClusterFirst",
    restartPolicy: "Always",
    securityContext: {},
    terminationGracePeriodSeconds: 30,
    schedulerName: "default-scheduler",
    // A list that was left out: that it is empty is refused later.
    containers: [],
  });
  // The old name of the field is kept equal to the new one.
  const account = spec.serviceAccountName ?? spec.serviceAccount;
  if (account !== undefined) {
    spec = fillIn<PodSpec>(spec, { serviceAccountName: account, serviceAccount: account });
  }
  spec = changeField(spec, "containers", (all) => changeItems(all, withContainerDefaults));
  spec = changeField(spec, "initContainers", (all) => changeItems(all, withContainerDefaults));
  spec = changeField(spec, "ephemeralContainers", (all) => changeItems(all, withContainerDefaults));
  spec = changeField(spec, "volumes", (all) => changeItems(all, withVolumeDefaults));
  spec = changeField(spec, "resources", withResourceDefaults);
  return changeField(spec, "overhead", canonicalAmounts);
}

export function withContainerDefaults<C extends Container | EphemeralContainer>(given: C): C {
  let container = fillIn<Container>(given, {
    imagePullPolicy: defaultPullPolicy(given.image ?? ""),
    terminationMessagePath: "/dev/termination-log",
    terminationMessagePolicy: "File",
    resources: {},
  });
  container = changeField(container, "resources", withResourceDefaults);
  container = changeField(container, "ports", (ports) => changeItems(ports, withPortDefaults));
  container = changeField(container, "env", (env) => changeItems(env, withEnvDefaults));
  container = changeField(container, "livenessProbe", withProbeDefaults);
  container = changeField(container, "readinessProbe", withProbeDefaults);
  container = changeField(container, "startupProbe", withProbeDefaults);
  container = changeField(container, "lifecycle", withLifecycleDefaults);
  return withoutStopSignal(container) as C;
}

export function withResourceDefaults(given: ResourceRequirements): ResourceRequirements {
  const resources = changeField(given, "limits", canonicalAmounts);
  return changeField(resources, "requests", canonicalAmounts);
}

// It belongs to a feature that is off, and is dropped without a word.
function withoutStopSignal(container: Container): Container {
  const { lifecycle, ...rest } = container;
  if (lifecycle?.stopSignal === undefined) return container;
  const { stopSignal: _, ...kept } = lifecycle;
  return Object.keys(kept).length === 0 ? rest : { ...rest, lifecycle: kept };
}

function withPortDefaults(port: ContainerPort): ContainerPort {
  return fillIn<ContainerPort>(port, { protocol: "TCP" });
}

function withEnvDefaults(variable: EnvVar): EnvVar {
  return changeField(variable, "valueFrom", (source) => {
    const withField = changeField(source, "fieldRef", (ref) => fillIn(ref, { apiVersion: "v1" }));
    return changeField(withField, "resourceFieldRef", (ref) => fillIn(ref, { divisor: "0" }));
  });
}

function withProbeDefaults(given: Probe): Probe {
  const probe = fillIn<Probe>(given, {
    timeoutSeconds: 1,
    periodSeconds: 10,
    successThreshold: 1,
    failureThreshold: 3,
  });
  const withGrpc = changeField(probe, "grpc", (grpc) => fillIn(grpc, { service: "" }));
  return changeField(withGrpc, "httpGet", withHttpDefaults);
}

function withLifecycleDefaults(given: Lifecycle): Lifecycle {
  const handler = (hook: LifecycleHandler) => changeField(hook, "httpGet", withHttpDefaults);
  return changeField(changeField(given, "postStart", handler), "preStop", handler);
}

function withHttpDefaults(action: HTTPGetAction): HTTPGetAction {
  return fillIn<HTTPGetAction>(action, { path: "/", scheme: "HTTP" });
}
