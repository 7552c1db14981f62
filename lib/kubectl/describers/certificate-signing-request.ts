/** `describe csr`: who asks, for how long, and the subject inside the request. */
import { readCertificateRequest } from "../text/certificate-request.ts";
import { humanDuration } from "../text/duration.ts";
import { goValue } from "../text/go-value.ts";
import { type Describe, type Describer, type Fields, fieldsOf } from "./describer.ts";
import { writeEvents } from "./events.ts";
import { pairsText, writeName } from "./head.ts";
import { longTime } from "./time.ts";

export const certificateSigningRequestDescriber: Describer = {
  kind: "CertificateSigningRequest",
  describe: (run) => {
    const { object, out } = run;
    const { metadata } = object;
    const spec = fieldsOf(object.spec);
    writeName(run, false);
    out.line(0, `Labels:\t${pairsText(metadata.labels)}`);
    out.line(0, `Annotations:\t${pairsText(metadata.annotations)}`);
    out.line(0, `CreationTimestamp:\t${longTime(metadata.creationTimestamp)}`);
    out.line(0, `Requesting User:\t${goValue(spec.username ?? "")}`);
    if (spec.signerName !== undefined) out.line(0, `Signer:\t${goValue(spec.signerName)}`);
    const seconds = spec.expirationSeconds;
    if (typeof seconds === "number") {
      out.line(0, `Requested Duration:\t${humanDuration(seconds * 1000)}`);
    }
    out.line(0, `Status:\t${stateOf(fieldsOf(object.status))}`);
    writeSubject(run, String(spec.request ?? ""));
    writeEvents(run);
  },
};

function stateOf({ conditions, certificate }: Fields): string {
  const list = (conditions ?? []) as readonly Fields[];
  const has = (type: string) => list.some((one) => one.type === type);
  const decision = has("Denied") ? "Denied" : has("Approved") ? "Approved" : "Pending";
  const failed = has("Failed") ? ",Failed" : "";
  return `${decision}${failed}${certificate === undefined ? "" : ",Issued"}`;
}

const LISTS = [
  ["Organization", "2.5.4.10"],
  ["Organizational Unit", "2.5.4.11"],
  ["Country", "2.5.4.6"],
  ["Locality", "2.5.4.7"],
  ["Province", "2.5.4.8"],
  ["StreetAddress", "2.5.4.9"],
  ["PostalCode", "2.5.4.17"],
] as const;

function writeSubject({ out }: Describe, request: string): void {
  const subject = readCertificateRequest(request);
  const values = (oid: string) =>
    subject.filter(([name]) => name === oid).map(([, value]) => value);
  out.line(0, "Subject:");
  out.line(0, `\tCommon Name:\t${values("2.5.4.3").at(-1) ?? ""}`);
  out.line(0, `\tSerial Number:\t${values("2.5.4.5").at(-1) ?? ""}`);
  for (const [title, oid] of LISTS) {
    const list = values(oid);
    if (list.length > 0) out.line(0, `\t${title}:\t${list.join("\n\t\t")}`);
  }
}
