import { describe, expect, test } from "vitest";
import { checkTimeZone, zoneOffsetMs } from "./zone.ts";

describe("checkTimeZone", () => {
  test.each(["Asia/Tokyo", "Europe/Berlin", "UTC", "Etc/GMT+5", "America/St_Johns"])(
    "%s",
    (name) => {
      expect(checkTimeZone(name)).toEqual({ ok: true, value: name });
      expect(checkTimeZone(name).ok).toBe(true);
    },
  );

  test.each(["Mars/Olympus", "", "+09:00", "-03:30", "Asia/Tokio", "9"])("not %s", (name) => {
    const result = checkTimeZone(name);
    expect(result).toEqual({
      ok: false,
      error: {
        code: "unknown-time-zone",
        field: "timeZone",
        message: `Unexpected time zone "${name}", expected an IANA name such as "Asia/Tokyo"`,
      },
    });
  });
});

describe("zoneOffsetMs", () => {
  const rows = [
    ["Asia/Tokyo", "2026-05-10T00:00:00Z", 9],
    ["Asia/Kathmandu", "2026-05-10T00:00:00Z", 5.75],
    ["America/St_Johns", "2026-01-10T00:00:00Z", -3.5],
    ["America/St_Johns", "2026-07-10T00:00:00Z", -2.5],
    ["Europe/Berlin", "2026-03-29T00:59:59.999Z", 1],
    ["Europe/Berlin", "2026-03-29T01:00:00Z", 2],
    ["Pacific/Kiritimati", "2026-03-29T01:00:00Z", 14],
  ] as const;
  test.each(rows)("%s at %s", (zone, iso, hours) => {
    expect(zoneOffsetMs(Date.parse(iso), zone)).toBe(hours * 3_600_000);
  });

  test("an unchecked name is a programmer's error", () => {
    expect(() => zoneOffsetMs(0, "Mars/Olympus")).toThrow(/checkTimeZone first/);
  });

  test("stays right when more quarters were asked for than are remembered", () => {
    const start = Date.parse("2026-01-01T00:00:00Z");
    const quarter = 15 * 60_000;
    for (let i = 0; i < 20_100; i += 1) zoneOffsetMs(start + i * quarter, "Europe/Paris");
    expect(zoneOffsetMs(start, "Europe/Paris")).toBe(3_600_000);
    expect(zoneOffsetMs(Date.parse("2026-07-01T00:00:00Z"), "Europe/Paris")).toBe(7_200_000);
  });
});
