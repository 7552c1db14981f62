/** Every row of the page of faults is what a learner sees, and every fault has its row. */
import { describe, expect, test } from "vitest";
import { describeFault } from "#lib/simulator";
import { FAULT_SCENES } from "./fault-scene.ts";
import { playScene } from "./play-scene.ts";

describe("a learner sees", () => {
  test.each(FAULT_SCENES.map((scene) => [describeFault(scene.fault), scene] as const))(
    "%s",
    (_, scene) => {
      expect(playScene(scene).filter(({ missing }) => missing.length > 0)).toEqual([]);
    },
  );
});
