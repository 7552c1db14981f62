/**
 * Named streams of random numbers, all derived from one seed: a draw in one component never
 * shifts another's.
 */
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { hash32 } from "./hash.ts";

export type RandomStream = {
  /** A whole number, 0 … below - 1. */
  below(limit: number): number;
  /** 0 ≤ x < 1. */
  fraction(): number;
  /** `length` characters of Kubernetes' alphabet for generated names. */
  nameSuffix(length: number): string;
  /** Looks like a random UUID (version 4). */
  uuid(): string;
};

// https://github.com/kubernetes/apimachinery: names avoid vowels and look-alikes.
const NAME_ALPHABET = "bcdfghjklmnpqrstvwxz2456789";

export function randomStream(seed: number, name: string): RandomStream {
  const generator = xoroshiro128plus(hash32(`${seed}/${name}`));
  const below = (limit: number) => uniformInt(generator, 0, limit - 1);
  // Four digits with each draw.
  const hex4 = () => (0x1_0000 + below(0x1_0000)).toString(16).slice(1);
  return {
    below,
    fraction: () => below(0x100_0000) / 0x100_0000,
    nameSuffix(length) {
      let text = "";
      for (let i = 0; i < length; i++) text += NAME_ALPHABET[below(NAME_ALPHABET.length)];
      return text;
    },
    // Joined at once: a text of many small parts stays as large as all its parts.
    uuid() {
      const [version, variant] = [0x4000 + below(0x1000), 0x8000 + below(0x4000)];
      const ends = [hex4() + hex4(), hex4(), version.toString(16), variant.toString(16)];
      return [...ends, hex4() + hex4() + hex4()].join("-");
    },
  };
}
