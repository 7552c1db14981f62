/** On which ports a running command listens, and what it answers over HTTP. */

import { answerOfEcho } from "./echo-server.ts";
import type { Image } from "./image-registry.ts";
import type { HttpAnswer } from "./image-spec.ts";
import { baseName, isShell, OWN_PORTS } from "./program-table.ts";
import type { Asked, Serving } from "./serving.ts";

/**
 * A server image's own command listens on the image's ports; a few programs are told their port by
 * an argument; nothing else listens.
 */
export function portsOf(
  image: Image,
  argv: readonly string[],
  isOwnCommand: boolean,
): readonly number[] {
  if (image.program?.listens !== undefined) return image.program.listens;
  const [program = "", ...args] = argv;
  let ports = isOwnCommand ? (image.entry.ports ?? []) : (OWN_PORTS.get(baseName(program)) ?? []);
  for (const [index, arg] of args.entries()) {
    const told = toldPorts(arg, args[index + 1] ?? "", isShell(program));
    if (told !== undefined) ports = told;
  }
  return ports;
}

function toldPorts(arg: string, next: string, inShell: boolean): readonly number[] | undefined {
  if (/^(-listen|--listen|--port|--http-port)=/.test(arg)) return portIn(arg);
  if (/^(-listen|--listen|--port|--http-port)$/.test(arg)) return portIn(next);
  if (arg === "http.server") return portIn(next) ?? [8000];
  if (arg === "netexec") return [8080];
  if (arg === "serve-hostname") return [9376];
  return inShell ? portsOfScript(arg) : undefined;
}

function portIn(text: string): readonly number[] | undefined {
  const port = Number(/\d+$/.exec(text)?.[0] ?? 0);
  return port > 0 ? [port] : undefined;
}

function portsOfScript(script: string): readonly number[] | undefined {
  const served = /http\.server(?:\s+(\S+))?/.exec(script);
  if (served !== null) return portIn(served[1] ?? "") ?? [8000];
  const words = script.trim().split(/\s+/);
  let ports: readonly number[] | undefined;
  for (const [index, word] of words.entries()) {
    const before = words[index - 1] ?? ";";
    if (!/^(exec|&&)$|;$/.test(before)) continue;
    ports = OWN_PORTS.get(baseName(word)) ?? ports;
  }
  return ports;
}

const WEB_SERVERS: ReadonlySet<string> = new Set([
  "nginx",
  "nginx-unprivileged",
  "nginx-slim",
  "httpd",
  "caddy",
  "apache2",
]);

const NGINX_PAGE =
  "<!DOCTYPE html>\n<html>\n<head>\n<title>Welcome to nginx!</title>\n</head>\n<body>\n<h1>Welcome to nginx!</h1>\n</body>\n</html>\n";

/** What a listening server answers: its own pages, files laid over them, else 404. */
export function answerHttp(
  image: Image,
  path: string,
  serving: Serving | undefined,
  asked?: Asked,
): Required<HttpAnswer> {
  const files = serving?.files;
  const [route = "/"] = path.split("?");
  const declared = image.program?.http;
  if (declared !== undefined) {
    const { status = 200, body = "" } = declared[route] ??
      declared["*"] ?? { status: 404, body: "not found\n" };
    return { status, body };
  }
  const name = baseName(image.repository);
  const isStart = route === "/" || route === "/index.html";
  if (WEB_SERVERS.has(name)) {
    const folder = name === "httpd" ? "/usr/local/apache2/htdocs" : "/usr/share/nginx/html";
    const file = files?.read(folder + (route.endsWith("/") ? `${route}index.html` : route));
    if (file !== undefined) return { status: 200, body: file };
    if (!isStart) return { status: 404, body: "404 Not Found\n" };
    const page = name === "httpd" ? "<html><body><h1>It works!</h1></body></html>\n" : NGINX_PAGE;
    return { status: 200, body: page };
  }
  if (name === "python") {
    if (route === "/") return { status: 200, body: "<!DOCTYPE HTML>\n" };
    return { status: 404, body: "Nothing matches the given URI.\n" };
  }
  const told = serving && answerOfEcho(name, path, serving, asked);
  return { status: 200, body: told ?? "ok\n" };
}
