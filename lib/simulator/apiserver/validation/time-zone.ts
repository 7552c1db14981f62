/**
 * What a time zone must be called.
 *
 * Not simulated: whether the zone database knows the city behind a known area.
 */

const PART = /^[A-Za-z.\-_0-9+]{1,14}$/;
const AREAS =
  "Africa America Antarctica Arctic Asia Atlantic Australia Brazil Canada Chile Etc Europe Indian Mexico Pacific US".split(
    " ",
  );
const ALONE =
  "CET CST6CDT Cuba EET EST EST5EDT Egypt Eire GB GB-Eire GMT GMT+0 GMT-0 GMT0 Greenwich HST Hongkong Iceland Iran Israel Jamaica Japan Kwajalein Libya MET MST MST7MDT NZ NZ-CHAT Navajo PRC PST8PDT Poland Portugal ROC ROK Singapore Turkey UCT UTC Universal W-SU WET Zulu".split(
    " ",
  );

/** Undefined when the zone can be used. */
export function timeZoneFault(zone: string): string | undefined {
  if (zone === "") return "timeZone must be nil or non-empty string";
  const unknown = `unknown time zone ${zone}`;
  const parts = zone.split("/");
  const isBad = (part: string) =>
    part === "." || part === ".." || part.startsWith("-") || !PART.test(part);
  if (parts.some(isBad)) return unknown;
  if (zone.toLowerCase() === "local") {
    return "timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones";
  }
  const [area = ""] = parts;
  return (parts.length === 1 ? ALONE : AREAS).includes(area) ? undefined : unknown;
}
