/** Runs one program, keeps what it says, and ends it with all its children when time is over. */
import { spawn } from "node:child_process";
import { ROOT } from "../setup.mjs";

const LONGEST_MS = 600_000;
const KEPT_CHARACTERS = 60_000;

/** Arguments start with a file for node, unless `program` is given. */
export function runCommand(args, { env, program = process.execPath } = {}) {
  const child = spawn(program, args, {
    cwd: ROOT,
    env: { ...process.env, FORCE_COLOR: "0", NO_COLOR: "1", CI: "1", ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: process.platform !== "win32",
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8");
    stream.on("data", (text) => {
      output = (output + text).slice(-KEPT_CHARACTERS);
    });
  }
  const timer = setTimeout(() => endGroup(child), LONGEST_MS);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (status, signal) => {
      clearTimeout(timer);
      const cut = signal ? `\nended by ${signal} after ${LONGEST_MS / 1000} s` : "";
      resolve({ status: status ?? 1, output: output + cut });
    });
  });
}

function endGroup(child) {
  try {
    if (process.platform === "win32") child.kill("SIGKILL");
    else process.kill(-child.pid, "SIGKILL");
  } catch {
    // It has ended by itself in this moment.
  }
}

/** A check without figures of its own counts as one. */
export async function check(args, options) {
  const { status, output } = await runCommand(args, options);
  return status === 0 ? { passed: 1, failed: 0, output } : { passed: 0, failed: 1, output };
}
