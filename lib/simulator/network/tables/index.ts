/** The request-path tables, each with what its cluster has and how many rows it must have. */
import type { AddonName } from "../../addons/index.ts";
import { dnsRows } from "./dns.ts";
import { policyInRows } from "./policy-in.ts";
import { policyOutRows } from "./policy-out.ts";
import type { PathRow } from "./row.ts";
import { serviceAddressRows } from "./service-address.ts";
import { serviceExposureRows } from "./service-exposure.ts";

export type PathTable = {
  readonly title: string;
  readonly addons: readonly AddonName[];
  readonly least: number;
  readonly rows: readonly PathRow[];
};

export const TABLES: readonly PathTable[] = [
  {
    title: "Services",
    addons: ["load-balancer"],
    least: 40,
    rows: [...serviceAddressRows, ...serviceExposureRows],
  },
  { title: "Names", addons: [], least: 30, rows: dnsRows },
  { title: "Network policies", addons: [], least: 60, rows: [...policyInRows, ...policyOutRows] },
];
