/** Ports of this machine that nobody listens on. */
import net from "node:net";
import { Refusal } from "../refusal.mjs";

/** The first port from `start` on that nobody listens on. */
export async function freePort(start, host = "127.0.0.1") {
  for (let port = start; port < start + 200; port++) {
    if (await isFree(port, host)) return port;
  }
  throw new Refusal(`No free port from ${start} to ${start + 199}.`);
}

function isFree(port, host) {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once("error", () => resolve(false));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}
