/**
 * Step 3 of conformance/FORMAT.md, the part that needs no knowledge of the run: texts that differ
 * from one run to the next, each with the placeholder that stands for it, in the order of the
 * table.
 */

export type Mask = {
  readonly what: string;
  readonly pattern: RegExp;
  readonly becomes: string;
};

/** The alphabet of the random ends of Kubernetes' names. */
export const RANDOM_END = "[bcdfghjklmnpqrstvwxz2456789]{5}";
const DAY = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)";
const MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)";
const CLOCK = "\\d\\d:\\d\\d:\\d\\d";
const DURATION = "(?:\\d+[smhdy])+";
const SECONDS = "[0-9.]+(?:ms|µs|s)";

const everywhere = (source: string, flags = "g"): RegExp => new RegExp(source, flags);

export const masks: readonly Mask[] = [
  {
    what: "JSON web token",
    pattern: /\beyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+/g,
    becomes: "<token>",
  },
  { what: "base64 of a PEM", pattern: /\bLS0tLS1CRUdJTi[A-Za-z0-9+/=]+/g, becomes: "<pem>" },
  {
    what: "body of a PEM",
    pattern: /-----BEGIN ([A-Z ]+)-----[^-]+-----END ([A-Z ]+)-----/g,
    becomes: "-----BEGIN $1-----\n<pem>\n-----END $2-----",
  },
  {
    what: "head of a log line of kubectl",
    pattern: everywhere(`^([EWIF])\\d{4} ${CLOCK}\\.\\d+ +\\d+ `, "gm"),
    becomes: "$1<time> <pid> ",
  },
  {
    what: "RFC 3339 time",
    pattern: everywhere(`\\b\\d{4}-\\d\\d-\\d\\dT${CLOCK}(?:\\.\\d+)?(?:Z|[+-]\\d\\d:\\d\\d)`),
    becomes: "<time>",
  },
  {
    what: "RFC 1123 time",
    pattern: everywhere(`\\b${DAY}, \\d\\d ${MONTH} \\d{4} ${CLOCK} [+-]\\d{4}`),
    becomes: "<time>",
  },
  {
    what: "time as Go and diff print it",
    pattern: everywhere(
      `\\b\\d{4}-\\d\\d-\\d\\d ${CLOCK}(?:\\.\\d+)? [+-]\\d{4}(?: [A-Z]{3,})?(?: m=[+-][\\d.]+)?`,
    ),
    becomes: "<time>",
  },
  {
    what: "time as date prints it",
    pattern: everywhere(`\\b${DAY} ${MONTH} [ \\d]\\d ${CLOCK} UTC \\d{4}`),
    becomes: "<time>",
  },
  {
    what: "UUID",
    pattern: /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g,
    becomes: "<uid>",
  },
  {
    what: "resourceVersion",
    pattern:
      /((?:resourceVersion|ResourceVersion|Resource Version)\\*"?[:=] *\\*"?|resource version to be \d+, was |ResourceVersion in record \()\d+/g,
    becomes: "$1<rv>",
  },
  {
    what: "folders of kubectl diff",
    pattern: /\/tmp\/(LIVE|MERGED)-\d+/g,
    becomes: "/tmp/$1-<rand>",
  },
  {
    what: "id of a container",
    pattern: /\bcontainerd:\/\/[0-9a-f]{64}/g,
    becomes: "containerd://<id>",
  },
  { what: "digest", pattern: /\bsha256:[0-9a-f]{64}/g, becomes: "sha256:<id>" },
  { what: "id of a credential", pattern: /\bX509SHA256=[0-9a-f]{64}/g, becomes: "X509SHA256=<id>" },
  { what: "id of an exec", pattern: /exec "[0-9a-f]{64}"/g, becomes: 'exec "<id>"' },
  {
    what: "volume of a service account",
    pattern: everywhere(`\\bkube-api-access-${RANDOM_END}\\b`),
    becomes: "kube-api-access-<rand>",
  },
  {
    what: "container of kubectl debug",
    pattern: everywhere(`\\bdebugger-((?:[a-z0-9.-]+-)?)${RANDOM_END}\\b`),
    becomes: "debugger-$1<rand>",
  },
  {
    what: "time of a pull",
    pattern: everywhere(`\\bin ${SECONDS} \\(${SECONDS} including waiting\\)`),
    becomes: "in <age> (<age> including waiting)",
  },
  { what: "time ago", pattern: everywhere(`\\(${DURATION} ago\\)`), becomes: "(<age> ago)" },
  {
    what: "age in a description",
    pattern: everywhere(`^(\\s*(?:Age|Duration):\\s+)${DURATION}$`, "gm"),
    becomes: "$1<age>",
  },
  {
    what: "time elapsed",
    pattern: everywhere(`\\bafter ${SECONDS}(?![A-Za-z0-9_])`),
    becomes: "after <age>",
  },
  {
    what: "address of a pod, service or node",
    pattern: /\b(?:10\.(?:244|9[6-9]|10\d|11[01])|172\.30)\.\d{1,3}\.\d{1,3}\b/g,
    becomes: "<ip>",
  },
];

export function applyMasks(text: string): string {
  return masks.reduce((masked, { pattern, becomes }) => masked.replace(pattern, becomes), text);
}
