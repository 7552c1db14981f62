/** SHA-256 of a text's UTF-8 bytes as hexadecimal digits, without waiting for the platform's. */

const FRACTION = 2 ** 32;

/** The first 32 bits of the fractional parts of a root of the first primes. */
function primeBits(count: number, power: number): readonly number[] {
  const bits: number[] = [];
  for (let candidate = 2; bits.length < count; candidate += 1) {
    let prime = true;
    for (let divisor = 2; divisor * divisor <= candidate; divisor += 1) {
      if (candidate % divisor === 0) prime = false;
    }
    if (prime) bits.push(((candidate ** power % 1) * FRACTION) | 0);
  }
  return bits;
}

const ROUNDS = 64;
const K = primeBits(ROUNDS, 1 / 3);
const START = primeBits(8, 1 / 2);

export function sha256(text: string): string {
  const bytes = new TextEncoder().encode(text);
  const padded = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor((bytes.length * 8) / FRACTION));
  view.setUint32(padded.length - 4, (bytes.length * 8) >>> 0);
  let state = [...START];
  for (let at = 0; at < padded.length; at += 64) state = digest(state, view, at);
  return state.map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}

function digest(state: readonly number[], view: DataView, at: number): number[] {
  const words: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    if (round < 16) words.push(view.getInt32(at + round * 4));
    else {
      const [a, b] = [words[round - 15] ?? 0, words[round - 2] ?? 0];
      const low = turn(a, 7) ^ turn(a, 18) ^ (a >>> 3);
      const high = turn(b, 17) ^ turn(b, 19) ^ (b >>> 10);
      words.push(((words[round - 16] ?? 0) + low + (words[round - 7] ?? 0) + high) | 0);
    }
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let round = 0; round < ROUNDS; round += 1) {
    const mix = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
    const first = (h + mix + ((e & f) ^ (~e & g)) + (K[round] ?? 0) + (words[round] ?? 0)) | 0;
    const second = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e] = [g, f, e, (d + first) | 0];
    [d, c, b, a] = [c, b, a, (first + second) | 0];
  }
  return [a, b, c, d, e, f, g, h].map((word, index) => (word + (state[index] ?? 0)) | 0);
}

function turn(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}
