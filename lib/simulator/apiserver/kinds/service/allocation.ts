/**
 * What only the server can give a Service: addresses in 10.96.0.0/12 and node ports in
 * 30000–32767, each given once.
 *
 * Not simulated: IPv6 addresses; the cluster has one family.
 */
import { badRequest } from "../../../api/error.ts";
import { type FieldError, invalid, invalidObject } from "../../../api/field-error.ts";
import { cidrOf, isIpv6, isStrictPart } from "../../../api/ip-rule.ts";
import type { Service, ServiceSpec } from "../../../api/types.generated.ts";
import type { RandomStream } from "../../../engine/random.ts";
import type { AllocationContext } from "../../kind-strategy.ts";
import { validateClusterIpFields } from "./cluster-ip-rule.ts";
import { withNodePorts } from "./node-port.ts";
import { needsClusterIp } from "./type-change.ts";

const RANGE = { bits: cidrOf("10.96.0.0/12")?.bits ?? 0n, length: 12, width: 32 } as const;
const TRIES_MAX = 5000;

export function allocateAddresses(
  service: Service,
  old: Service | undefined,
  context: AllocationContext,
): Service {
  const { row } = context;
  const refuse = (...errors: readonly FieldError[]) =>
    invalidObject({ group: row.group, kind: row.kind }, service.metadata.name, errors);
  const spec = withAddressesInStep(service.spec, old?.spec);
  if (!needsClusterIp(spec)) return spec === service.spec ? service : { ...service, spec };
  const faults = validateClusterIpFields(spec);
  const all = faults.length > 0 ? faults : familyFaults(spec);
  if (all.length > 0) throw refuse(...all);
  const others = (context.store.list("Service") as unknown as readonly Service[]).filter(
    ({ metadata }) => metadata.uid !== service.metadata.uid,
  );
  const hadAddress = old !== undefined && (old.spec.clusterIP ?? "") !== "";
  const addressed = hadAddress
    ? withFamilies(spec)
    : withClusterIp(withFamilies(spec), others, context, refuse);
  const complete = withNodePorts(addressed, old?.spec, others, context.engine, refuse);
  return { ...service, spec: complete };
}

/** `clusterIP` and the first of `clusterIPs` say the same; what was given stays. */
function withAddressesInStep(spec: ServiceSpec, old: ServiceSpec | undefined): ServiceSpec {
  let { clusterIP = "", clusterIPs = [] } = spec;
  if (old !== undefined && needsClusterIp(old) && needsClusterIp(spec)) {
    const before = old.clusterIP ?? "";
    if (clusterIP === "") clusterIP = before;
    const unchanged = clusterIPs.length > 0 && clusterIPs[0] === old.clusterIPs?.[0];
    // Whoever changes one of the two means both.
    if (clusterIP !== before && unchanged) clusterIPs = [clusterIP];
    else if (clusterIPs.length === 0)
      clusterIPs = clusterIP === before ? (old.clusterIPs ?? []) : [];
  }
  if (clusterIP !== "" && clusterIPs.length === 0) clusterIPs = [clusterIP];
  const { clusterIP: _one, clusterIPs: _all, ...rest } = spec;
  return {
    ...rest,
    ...(clusterIP === "" ? {} : { clusterIP }),
    ...(clusterIPs.length === 0 ? {} : { clusterIPs }),
  };
}

/** Headless Services without a selector may ask for what the cluster does not have. */
function familyFaults(spec: ServiceSpec): readonly FieldError[] {
  if (isFree(spec)) return [];
  const { clusterIPs = [], ipFamilies = [], ipFamilyPolicy } = spec;
  const why = "this cluster is not configured for dual-stack services";
  return [
    ...(ipFamilyPolicy === "RequireDualStack"
      ? [invalid("spec.ipFamilyPolicy", ipFamilyPolicy, why)]
      : []),
    ...ipFamilies.flatMap((family, i) =>
      family === "IPv4"
        ? []
        : [invalid(`spec.ipFamilies[${i}]`, family, "not configured on this cluster")],
    ),
    ...clusterIPs.flatMap((address, i) =>
      isIpv6(address)
        ? [invalid(`spec.clusterIPs[${i}]`, clusterIPs, "IPv6 is not configured on this cluster")]
        : [],
    ),
  ];
}

function isFree({ clusterIP, selector }: ServiceSpec): boolean {
  return clusterIP === "None" && Object.keys(selector ?? {}).length === 0;
}

function withFamilies(spec: ServiceSpec): ServiceSpec {
  // Whoever lists the endpoints himself may use both families.
  const free = isFree(spec);
  const policy = spec.ipFamilyPolicy ?? (free ? "RequireDualStack" : "SingleStack");
  const given = spec.ipFamilies ?? [];
  const [first = "IPv4"] = given;
  const both = [first, first === "IPv4" ? "IPv6" : "IPv4"] as const;
  const ipFamilies =
    free && policy !== "SingleStack" ? both : given.length > 0 ? given : (["IPv4"] as const);
  return { ...spec, ipFamilies, ipFamilyPolicy: policy };
}

function withClusterIp(
  spec: ServiceSpec,
  others: readonly Service[],
  { engine }: AllocationContext,
  refuse: (error: FieldError) => Error,
): ServiceSpec {
  const asked = spec.clusterIP ?? "";
  if (asked === "None") return spec;
  const taken = new Set(others.map((one) => one.spec.clusterIP));
  if (asked !== "") {
    const why = !isInRange(asked)
      ? "the provided network does not match the current range"
      : taken.has(asked)
        ? "provided IP is already allocated"
        : undefined;
    if (why === undefined) return spec;
    const text = `failed to allocate IP ${asked}: ${why}`;
    throw refuse(invalid("spec.clusterIPs", spec.clusterIPs, text));
  }
  const clusterIP = drawAddress(engine.random("cluster-ips"), taken);
  return { ...spec, clusterIP, clusterIPs: [clusterIP] };
}

function isInRange(address: string): boolean {
  const inner = cidrOf(`${address}/32`);
  return inner !== undefined && isStrictPart(inner, RANGE);
}

function drawAddress(stream: RandomStream, taken: ReadonlySet<string | undefined>): string {
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    const [high, middle, low] = [96 + stream.below(16), stream.below(256), 1 + stream.below(254)];
    // The first 256 addresses are left to those who name theirs.
    if (high === 96 && middle === 0) continue;
    const address = `10.${high}.${middle}.${low}`;
    if (!taken.has(address)) return address;
  }
  throw badRequest("range is full");
}
