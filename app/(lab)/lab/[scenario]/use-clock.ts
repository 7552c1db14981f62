"use client";
/**
 * Lets the live cluster's time pass with the clock on the wall, as long as something still happens
 * in it and the page is looked at; then it stands still until the next step.
 */
import { useEffect, useRef } from "react";
import type { ClusterPicture } from "../../../_lab-worker/protocol.ts";
import type { Lab } from "./use-lab.ts";

const TICK_MS = 1000;
/** A cluster in which nothing changed for so long is left alone. */
const QUIET_TICKS = 12;

function withoutTime({ elapsedMs: _, ...picture }: ClusterPicture): string {
  return JSON.stringify(picture);
}

/** `steps` counts what the learner did: each step sets the clock going again. */
export function useClock(lab: Lab, steps: number): void {
  const latest = useRef(lab);
  latest.current = lab;
  useEffect(() => {
    if (steps === 0) return undefined;
    let quiet = 0;
    let before = "";
    const timer = setInterval(() => {
      const { phase, cluster, wait } = latest.current;
      if (phase !== "ready" || cluster === null || document.hidden) return;
      const now = withoutTime(cluster);
      quiet = now === before ? quiet + 1 : 0;
      before = now;
      if (quiet > QUIET_TICKS) clearInterval(timer);
      else void wait(TICK_MS);
    }, TICK_MS);
    return () => clearInterval(timer);
  }, [steps]);
}
