/** Each row of the table in FORMAT.md, step 3. */
import { expect, test } from "vitest";
import { applyMasks, masks } from "./masks.ts";

const hex = (count: number): string => "0a".repeat(count / 2);
const uuid = "01234567-89ab-cdef-0123-456789abcdef";

const rows: readonly { readonly text: string; readonly becomes: string }[] = [
  { text: "token eyJh-x.eyJ_.sig-1 end", becomes: "token <token> end" },
  { text: "ca: LS0tLS1CRUdJTiBDRVJU+/a==", becomes: "ca: <pem>" },
  {
    text: "-----BEGIN CERTIFICATE-----\nMII\nabc=\n-----END CERTIFICATE-----",
    becomes: "-----BEGIN CERTIFICATE-----\n<pem>\n-----END CERTIFICATE-----",
  },
  { text: "a\nE1121 01:10:31.512345     995 run.go:1] x", becomes: "a\nE<time> <pid> run.go:1] x" },
  { text: "at 2026-01-02T03:04:05Z, 2026-01-02T03:04:05.123456Z", becomes: "at <time>, <time>" },
  { text: "2026-01-02T03:04:05+09:00", becomes: "<time>" },
  { text: "Start Time: Mon, 02 Jan 2006 15:04:05 +0000", becomes: "Start Time: <time>" },
  { text: "2006-01-02 15:04:05.5 +0000 UTC m=+1.5 x", becomes: "<time> x" },
  { text: "2006-01-02 15:04:05 +0000", becomes: "<time>" },
  { text: "Mon Jan  2 15:04:05 UTC 2006", becomes: "<time>" },
  { text: `uid ${uuid}.`, becomes: "uid <uid>." },
  { text: 'resourceVersion: "123"', becomes: 'resourceVersion: "<rv>"' },
  { text: '{\\"resourceVersion\\":\\"12\\"}', becomes: '{\\"resourceVersion\\":\\"<rv>\\"}' },
  {
    text: "resource version to be 12, was 34",
    becomes: "resource version to be 12, was <rv>",
  },
  { text: "ResourceVersion in record (7)", becomes: "ResourceVersion in record (<rv>)" },
  {
    text: "diff /tmp/LIVE-123/a /tmp/MERGED-9/a",
    becomes: "diff /tmp/LIVE-<rand>/a /tmp/MERGED-<rand>/a",
  },
  { text: `containerd://${hex(64)}`, becomes: "containerd://<id>" },
  { text: `nginx@sha256:${hex(64)}`, becomes: "nginx@sha256:<id>" },
  { text: `X509SHA256=${hex(64)}`, becomes: "X509SHA256=<id>" },
  { text: `exec "${hex(64)}"`, becomes: 'exec "<id>"' },
  { text: "kube-api-access-x2b4c:", becomes: "kube-api-access-<rand>:" },
  { text: "kube-api-access-aeiou", becomes: "kube-api-access-aeiou" },
  {
    text: "debugger-x2b4c node-debugger-node01-x2b4c",
    becomes: "debugger-<rand> node-debugger-node01-<rand>",
  },
  { text: "in 1.2s (3s including waiting)", becomes: "in <age> (<age> including waiting)" },
  { text: "1 (5s ago)  3 (2m3s ago)", becomes: "1 (<age> ago)  3 (<age> ago)" },
  { text: "  Duration:  5s\nAge: 1m", becomes: "  Duration:  <age>\nAge: <age>" },
  { text: "Max Age: 5s x", becomes: "Max Age: 5s x" },
  { text: "failed after 1.02s.", becomes: "failed after <age>." },
  { text: "10.244.1.7 10.96.0.10 10.111.0.1 172.30.0.2", becomes: "<ip> <ip> <ip> <ip>" },
  { text: "10.112.0.1 10.24.0.1 192.168.0.1", becomes: "10.112.0.1 10.24.0.1 192.168.0.1" },
];

test.each(rows)("$text", ({ text, becomes }) => {
  expect(applyMasks(text)).toBe(becomes);
});

test("every mask is tried", () => {
  const untried = masks.filter(
    ({ pattern }) => !rows.some(({ text }) => text.search(pattern) !== -1),
  );
  expect(untried.map((mask) => mask.what)).toEqual([]);
});
