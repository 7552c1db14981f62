/** What name servers say. */

export type RecordType = "A" | "AAAA" | "CNAME" | "NS" | "PTR" | "SOA" | "SRV" | "TXT";

export type DnsRecord = {
  /** Without the dot at its end. */
  readonly name: string;
  readonly type: RecordType;
  readonly ttl: number;
  /** As a zone file writes it: `10.96.0.50`, `0 100 80 web.shop.svc.cluster.local.`. */
  readonly data: string;
};

export type DnsReply = {
  readonly code: "NOERROR" | "NXDOMAIN";
  readonly answers: readonly DnsRecord[];
};

export const NXDOMAIN: DnsReply = { code: "NXDOMAIN", answers: [] };
export const NO_DATA: DnsReply = { code: "NOERROR", answers: [] };
