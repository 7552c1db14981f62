/** The name of a container from its image: `registry.example.com/team/my_app:1` → `my-app`. */

const ALPHABET = "bcdfghjklmnpqrstvwxz2456789";

/** Names that had to be changed get five letters more; `nowMs` makes them differ. */
export function containerName(image: string, nowMs: number): string {
  const last = image.split("/").at(-1) ?? image;
  const name = last.split(/[:@]/)[0] ?? last;
  if (!/[_.]/.test(name)) return name;
  return `${name.replaceAll(/[_.]/g, "-")}-${suffixFor(name, nowMs)}`;
}

function suffixFor(name: string, nowMs: number): string {
  let state = nowMs % 2_147_483_647;
  for (const char of name) state = (state * 31 + char.charCodeAt(0)) % 2_147_483_647;
  let suffix = "";
  for (let at = 0; at < 5; at += 1) {
    suffix += ALPHABET[state % ALPHABET.length] ?? "";
    state = Math.floor(state / ALPHABET.length) + 7919 * (at + 1);
  }
  return suffix;
}
