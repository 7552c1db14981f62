/** Every fault, and how one is brought upon a cluster and taken away again. */
import { certificateExpired } from "./certificate-expired.ts";
import { componentStopped } from "./component-stopped.ts";
import { cronTickTwice } from "./cron-tick-twice.ts";
import { diskFull } from "./disk-full.ts";
import type { Fault, FaultName } from "./fault.ts";
import type { FaultKind, FaultSite } from "./fault-kind.ts";
import { memoryPressure } from "./memory-pressure.ts";
import { nodeLost } from "./node-lost.ts";
import { nodeSlow } from "./node-slow.ts";
import { processKilled } from "./process-killed.ts";
import { registryDown } from "./registry-down.ts";
import { watchSlow } from "./watch-slow.ts";
import { zoneLost } from "./zone-lost.ts";

export type { Fault } from "./fault.ts";

const KINDS: { readonly [Name in FaultName]: FaultKind<Name> } = {
  "component-stopped": componentStopped,
  "node-lost": nodeLost,
  "node-slow": nodeSlow,
  "zone-lost": zoneLost,
  "disk-full": diskFull,
  "memory-pressure": memoryPressure,
  "registry-down": registryDown,
  "certificate-expired": certificateExpired,
  "watch-slow": watchSlow,
  "cron-tick-twice": cronTickTwice,
  "process-killed": processKilled,
};

// Each kind takes its own faults, which the table's type says and a look-up forgets.
function kindOf({ fault }: Fault): FaultKind<FaultName> {
  return KINDS[fault] as unknown as FaultKind<FaultName>;
}

export function describeFault(fault: Fault): string {
  return kindOf(fault).describe(fault);
}

export function beginFault(fault: Fault, site: FaultSite): void {
  tell(fault, site, "fault", () => kindOf(fault).begin(fault, site));
}

export function endFault(fault: Fault, site: FaultSite): void {
  const { end } = kindOf(fault);
  if (end !== undefined) tell(fault, site, "recovery", () => end(fault, site));
}

/** What follows has the fault for its cause. */
function tell(fault: Fault, site: FaultSite, verb: string, act: () => void): void {
  const { engine } = site;
  const entry = engine.record({ component: "fault", verb, detail: describeFault(fault) });
  engine.noteChange();
  engine.causedBy(entry, act);
}
