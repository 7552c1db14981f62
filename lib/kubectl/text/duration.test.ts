import { describe, expect, test } from "vitest";
import { goDuration, humanDuration } from "./duration.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe("ages have two units at most, coarser the older they are", () => {
  test.each([
    [-5 * SECOND, "<invalid>"],
    [-1 * SECOND, "0s"],
    [0, "0s"],
    [119 * SECOND, "119s"],
    [2 * MINUTE, "2m"],
    [9 * MINUTE + 59 * SECOND, "9m59s"],
    [10 * MINUTE + 30 * SECOND, "10m"],
    [179 * MINUTE, "179m"],
    [3 * HOUR + 5 * MINUTE, "3h5m"],
    [8 * HOUR + 5 * MINUTE, "8h"],
    [47 * HOUR, "47h"],
    [2 * DAY + 3 * HOUR, "2d3h"],
    [8 * DAY + 3 * HOUR, "8d"],
    [729 * DAY, "729d"],
    [731 * DAY, "2y1d"],
    [9 * 365 * DAY, "9y"],
  ])("%d ms", (ms, text) => {
    expect(humanDuration(ms)).toBe(text);
  });
});

describe("durations as Go prints them", () => {
  test.each([
    [0, "0s"],
    [250, "250ms"],
    [1_500, "1.5s"],
    [90 * SECOND, "1m30s"],
    [HOUR + SECOND, "1h0m1s"],
  ])("%d ms", (ms, text) => {
    expect(goDuration(ms)).toBe(text);
  });
});
