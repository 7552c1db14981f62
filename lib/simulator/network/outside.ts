/**
 * What there is beyond the cluster: a few hosts under names that are kept for documentation.
 * https://www.rfc-editor.org/rfc/rfc2606
 */

export type OutsideHost = {
  readonly name: string;
  readonly ip: string;
  readonly ports: readonly number[];
};

const HOSTS: readonly OutsideHost[] = [
  { name: "example.com", ip: "203.0.113.10", ports: [80, 443] },
  { name: "www.example.com", ip: "203.0.113.10", ports: [80, 443] },
  { name: "example.org", ip: "203.0.113.11", ports: [80, 443] },
  { name: "db.example.com", ip: "203.0.113.20", ports: [5432, 3306] },
  { name: "kubernetes.io", ip: "203.0.113.30", ports: [80, 443] },
];

export const OUTSIDE_PAGE =
  "<!doctype html><html><head><title>Example Domain</title></head><body></body></html>\n";

export function outsideHost(name: string): OutsideHost | undefined {
  return HOSTS.find((host) => host.name === name);
}

export function outsideHostAt(ip: string): OutsideHost | undefined {
  return HOSTS.find((host) => host.ip === ip);
}
