/** Servers that tell who answered and who asked: what balancing and routing is watched with. */
import type { Asked, Serving } from "./serving.ts";

type Echo = (path: string, serving: Serving, asked: Asked | undefined) => string | undefined;

const ECHOES: Readonly<Record<string, Echo>> = {
  agnhost: (path, { hostname, life }, asked) => {
    if (life.program.includes("serve-hostname")) return hostname;
    const [route = "/", query = ""] = path.split("?");
    if (route === "/hostname" || route === "/hostName") return hostname;
    if (route === "/clientip") return `${asked?.clientIp ?? ""}:40000`;
    if (route === "/echo") return /(?:^|&)msg=([^&]*)/.exec(query)?.[1] ?? "";
    if (route === "/header")
      return asked?.headers[/(?:^|&)key=([^&]*)/.exec(query)?.[1] ?? ""] ?? "";
    return undefined;
  },
  "hello-app": (_path, { hostname }) => `Hello, world!\nVersion: 1.0.0\nHostname: ${hostname}\n`,
  "http-echo": (_path, { life }) => {
    const text = life.program.map((arg) => /^-?-text=(.*)$/.exec(arg)?.[1]).find((one) => one);
    return text === undefined ? undefined : `${text}\n`;
  },
  "kubernetes-bootcamp": (_path, { hostname }) =>
    `Hello Kubernetes bootcamp! | Running on: ${hostname} | v=1\n`,
  whoami: (path, { hostname }, asked) => {
    const head = `Hostname: ${hostname}\nRemoteAddr: ${asked?.clientIp ?? ""}:40000\n`;
    const sent = Object.entries(asked?.headers ?? {}).map(([name, value]) => `${name}: ${value}\n`);
    return `${head}${asked?.method ?? "GET"} ${path} HTTP/1.1\n${sent.join("")}\n`;
  },
};

export function answerOfEcho(
  name: string,
  path: string,
  serving: Serving,
  asked: Asked | undefined,
): string | undefined {
  return ECHOES[name]?.(path, serving, asked);
}
