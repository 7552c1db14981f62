/** A probe in one line: `http-get http://:8080/ready delay=0s timeout=1s …`. */
import { goValue } from "../text/go-value.ts";
import { type Fields, fieldsOf } from "./describer.ts";

export function probeText(probe: Fields): string {
  const attributes =
    `delay=${seconds(probe.initialDelaySeconds)}s timeout=${seconds(probe.timeoutSeconds)}s ` +
    `period=${seconds(probe.periodSeconds)}s #success=${seconds(probe.successThreshold)} ` +
    `#failure=${seconds(probe.failureThreshold)}`;
  if (probe.exec !== undefined) {
    return `exec ${goValue(fieldsOf(probe.exec).command ?? [])} ${attributes}`;
  }
  if (probe.httpGet !== undefined) {
    const { scheme = "", host = "", port = "", path = "" } = fieldsOf(probe.httpGet);
    const slash = String(path) === "" || String(path).startsWith("/") ? "" : "/";
    const url = `${String(scheme).toLowerCase()}://${String(host)}:${goValue(port)}${slash}${String(path)}`;
    return `http-get ${url} ${attributes}`;
  }
  if (probe.tcpSocket !== undefined) {
    const { host = "", port = "" } = fieldsOf(probe.tcpSocket);
    return `tcp-socket ${String(host)}:${goValue(port)} ${attributes}`;
  }
  if (probe.grpc !== undefined) {
    const { port = "", service = "" } = fieldsOf(probe.grpc);
    return `grpc <pod>:${goValue(port)} ${String(service)} ${attributes}`;
  }
  return `unknown ${attributes}`;
}

function seconds(value: unknown): string {
  return goValue(value ?? 0);
}
