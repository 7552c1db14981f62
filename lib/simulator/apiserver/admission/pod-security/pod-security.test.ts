import { expect, test } from "vitest";
import type { Container, PodSpec } from "../../../api/types.generated.ts";
import { violationsOf, violationText } from "./index.ts";
import { policyOf } from "./policy.ts";

type Level = "baseline" | "restricted";

const spec = (container: object, pod: object = {}): PodSpec =>
  ({ containers: [{ name: "a", ...container } as Container], ...pod }) as PodSpec;

const good = {
  securityContext: {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ["ALL"] },
    runAsNonRoot: true,
    seccompProfile: { type: "RuntimeDefault" },
  },
};

const probed = { livenessProbe: { httpGet: { host: "10.0.0.1", port: 80 } } };
const root = spec({ securityContext: { ...good.securityContext, runAsUser: 0 } });
const rootAlone: PodSpec = { ...root, hostUsers: false };
const hostPath = { volumes: [{ name: "v", hostPath: { path: "/" } }] };
const windows = { os: { name: "windows" }, securityContext: { runAsNonRoot: true } };

test.each<readonly [string, Level, string, PodSpec, string]>([
  ["nothing wrong", "restricted", "latest", spec(good), ""],
  [
    "host ports are sorted as text",
    "baseline",
    "latest",
    spec({ ports: [{ hostPort: 9 }, { hostPort: 80 }] }),
    'hostPort (container "a" uses hostPorts 80, 9)',
  ],
  ["probe hosts count from v1.34", "baseline", "v1.33", spec(probed), ""],
  [
    "probe hosts in v1.34",
    "baseline",
    "v1.34",
    spec(probed),
    'probe or lifecycle host (container "a" uses probe or lifecycle host "10.0.0.1")',
  ],
  ["root before v1.23", "restricted", "v1.22", root, ""],
  ["root", "restricted", "v1.34", root, 'runAsUser=0 (container "a" must not set runAsUser=0)'],
  ["root with users of its own", "restricted", "v1.35", rootAlone, ""],
  [
    "restricted volumes stand for host paths",
    "restricted",
    "latest",
    spec(good, hostPath),
    'restricted volume types (volume "v" uses restricted volume type "hostPath")',
  ],
  [
    "host paths at baseline",
    "baseline",
    "latest",
    spec(good, hostPath),
    'hostPath volumes (volume "v")',
  ],
  ["windows from v1.25", "restricted", "v1.25", spec({}, windows), ""],
  [
    "a profile of the pod is enough",
    "restricted",
    "latest",
    spec(
      { securityContext: { ...good.securityContext, seccompProfile: undefined } },
      { securityContext: { seccompProfile: { type: "Localhost" } } },
    ),
    "",
  ],
  [
    "the pod's own fault hides what is missing",
    "restricted",
    "latest",
    spec(
      { securityContext: { ...good.securityContext, runAsNonRoot: undefined } },
      { securityContext: { runAsNonRoot: false } },
    ),
    "runAsNonRoot != true (pod must not set securityContext.runAsNonRoot=false)",
  ],
])("%s", (_name, level, version, pod, text) => {
  expect(violationText(violationsOf({ level, version }, pod, {}))).toBe(text);
});

const label = (name: string) => `pod-security.kubernetes.io/${name}`;

test("warn follows enforce unless it is set", () => {
  const enforce = { [label("enforce")]: "restricted", [label("enforce-version")]: "v1.30" };
  expect(policyOf(enforce)?.warn).toEqual({ level: "restricted", version: "v1.30" });
  expect(policyOf({ ...enforce, [label("warn")]: "privileged" })?.warn.level).toBe("privileged");
  expect(policyOf({ team: "a" })).toBeUndefined();
});
