"use client";
export function LiveScenario() {
  return null;
}
