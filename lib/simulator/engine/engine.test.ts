import { describe, expect, test } from "vitest";
import { Engine, RunLimitError } from "./engine.ts";
import { drawLatencyMs, RECORDED_LATENCY } from "./latency.ts";
import { randomStream } from "./random.ts";

function anEngine(
  options: { readonly seed?: number; readonly world?: number; readonly stepsMax?: number } = {},
) {
  const { seed = 1, world = 0, stepsMax = 1000 } = options;
  return new Engine({ seed, world, stepsMax, startMs: 0, latency: RECORDED_LATENCY });
}

describe("order", () => {
  test("what is due first happens first; of equals what was planned first", () => {
    const engine = anEngine();
    const seen: string[] = [];
    engine.at(20, "a", () => seen.push("late"));
    engine.at(10, "a", () => seen.push("early"));
    engine.at(10, "a", () => seen.push("early, planned second"));
    engine.advance(30);
    expect(seen).toEqual(["early", "early, planned second", "late"]);
    expect(engine.nowMs).toBe(30);
  });

  test("a thousand things in any order come out sorted", () => {
    const engine = anEngine();
    const times: number[] = [];
    const stream = randomStream(7, "times");
    for (let i = 0; i < 900; i++) engine.at(stream.below(500), "a", () => times.push(engine.nowMs));
    engine.advance(500);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times).toHaveLength(900);
  });

  test("what is cancelled does not happen, and what lies in the past happens now", () => {
    const engine = anEngine();
    engine.advance(100);
    const seen: number[] = [];
    engine.at(10, "a", () => seen.push(engine.nowMs));
    engine.after(5, "a", () => seen.push(-1)).cancel();
    engine.advance(200);
    expect(seen).toEqual([100]);
  });

  test("an endless run is stopped with an error", () => {
    const engine = anEngine({ stepsMax: 50 });
    const again = () => {
      engine.after(0, "a", again);
    };
    again();
    expect(() => engine.advance(1)).toThrow(RunLimitError);
  });
});

describe("runUntil", () => {
  test("stops at the step that makes it true", () => {
    const engine = anEngine();
    let done = false;
    engine.at(40, "a", () => {
      done = true;
    });
    expect(engine.runUntil(() => done, 100)).toBe(true);
    expect(engine.nowMs).toBe(40);
  });

  test("gives up at the limit, with the clock there", () => {
    const engine = anEngine();
    expect(engine.runUntil(() => false, 100)).toBe(false);
    expect(engine.nowMs).toBe(100);
  });
});

describe("settle", () => {
  const options = { quietMs: 10_000, lookAheadMs: 60_000, limitMs: 300_000 };

  test("waits until nothing has changed for the quiet time", () => {
    const engine = anEngine();
    engine.at(3000, "a", () => engine.noteChange());
    expect(engine.settle(options)).toEqual({ settled: true, atMs: 13_000 });
  });

  test("waits for a change that is due soon, not for what is periodic", () => {
    const engine = anEngine();
    engine.at(50_000, "a", () => engine.noteChange());
    engine.at(65_000, "a", () => {}, true);
    expect(engine.settle(options)).toEqual({ settled: true, atMs: 60_000 });
  });

  test("does not wait for a change that is due later", () => {
    const engine = anEngine();
    engine.at(80_000, "a", () => engine.noteChange());
    expect(engine.settle(options)).toEqual({ settled: true, atMs: 10_000 });
  });

  test("what never settles ends at the limit", () => {
    const engine = anEngine();
    const again = () => {
      engine.noteChange();
      engine.after(5000, "a", again);
    };
    again();
    expect(engine.settle(options)).toEqual({ settled: false, atMs: 300_000 });
  });
});

describe("causes", () => {
  test("an entry names the entry that planned it", () => {
    const engine = anEngine();
    const first = engine.record({ component: "a", verb: "begin" });
    engine.causedBy(first, () => {
      engine.after(10, "b", () => engine.record({ component: "b", verb: "follow" }));
    });
    engine.advance(20);
    expect(engine.log.map(({ id, cause, atMs }) => [id, cause, atMs])).toEqual([
      [1, 0, 0],
      [2, 1, 10],
    ]);
  });
});

describe("random streams", () => {
  test("a draw in one stream does not shift another", () => {
    const [a, b] = [anEngine(), anEngine()];
    a.random("x").below(10);
    expect(a.random("names").nameSuffix(5)).toBe(b.random("names").nameSuffix(5));
  });

  test("seeds differ", () => {
    expect(anEngine({ seed: 1 }).random("n").uuid()).not.toBe(
      anEngine({ seed: 2 }).random("n").uuid(),
    );
  });

  test("a UUID has the shape of version 4", () => {
    const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
    expect(anEngine().random("n").uuid()).toMatch(shape);
  });

  test("world 0 has the medians, other worlds draw within their bounds", () => {
    expect(anEngine().latencyMs("image-pull", "k")).toBe(1200);
    const stream = randomStream(3, "latency");
    const draws = Array.from({ length: 500 }, () =>
      drawLatencyMs(RECORDED_LATENCY["image-pull"], stream),
    );
    expect(Math.min(...draws)).toBeGreaterThanOrEqual(1200 * 0.8);
    expect(Math.max(...draws)).toBeLessThanOrEqual(1200 * 1.5);
    expect(new Set(draws).size).toBeGreaterThan(100);
  });
});
