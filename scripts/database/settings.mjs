/** The port and password of this checkout's server, kept beside its data for its owner only. */
import fs from "node:fs";

export const USER = "kubedeck";

function settingsFile(place) {
  return `${place.data}.json`;
}

export function readSettings(place) {
  try {
    return JSON.parse(fs.readFileSync(settingsFile(place), "utf8"));
  } catch {
    return null;
  }
}

export function writeSettings(place, settings) {
  const file = settingsFile(place);
  fs.writeFileSync(file, JSON.stringify(settings), { mode: 0o600 });
  fs.chmodSync(file, 0o600);
}

export function address({ port, password }) {
  return new URL(`postgresql://${USER}:${password}@127.0.0.1:${port}/postgres`);
}
