import { describe, expect, test } from "vitest";
import { Correlator, type Occurrence } from "./correlator.ts";

const about = (words: Partial<Occurrence> = {}): Occurrence => ({
  object: "Pod\n1",
  type: "Warning",
  reason: "Unhealthy",
  message: "no",
  fieldPath: "",
  ...words,
});

describe("events of one object", () => {
  test("that read the same are one event", () => {
    const correlator = new Correlator();
    const first = correlator.see(about(), 0);
    expect(correlator.see(about(), 1000).series).toBe(first.series);
    expect(correlator.see(about({ fieldPath: "spec.containers{a}" }), 1000).series).not.toBe(
      first.series,
    );
  });

  test("are told as one from the tenth text on, until ten minutes without any", () => {
    const correlator = new Correlator();
    const messages = Array.from(
      { length: 11 },
      (_, i) => correlator.see(about({ message: `no ${i}` }), i * 1000).message,
    );
    expect(messages[8]).toBe("no 8");
    expect(messages.slice(9)).toEqual([
      "(combined from similar events): no 9",
      "(combined from similar events): no 10",
    ]);
    expect(correlator.see(about({ message: "late" }), 700_000).message).toBe("late");
  });

  test("are dropped behind a burst of 25 of their type; one is earned back in five minutes", () => {
    const correlator = new Correlator();
    const see = (nowMs: number, type = "Warning") => correlator.see(about({ type }), nowMs).isSpam;
    const burst = Array.from({ length: 26 }, () => see(0));
    expect(burst.lastIndexOf(false)).toBe(24);
    expect(see(0, "Normal")).toBe(false);
    expect(see(299_000)).toBe(true);
    expect(see(300_000)).toBe(false);
    expect(see(300_000)).toBe(true);
  });
});
