/** Passwords are kept as argon2id only, with the parameters written into each hash. */
import "server-only";
import { hash, verify } from "@node-rs/argon2";

/** OWASP's second choice: 19 MiB, two passes, one lane. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export async function hashPassword(password: string): Promise<string> {
  return hash(normalize(password), PARAMETERS);
}

/** Takes as long for a learner without a password, so that time does not tell who exists. */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  if (stored === null) {
    await hashPassword(password);
    return false;
  }
  return verify(stored, normalize(password));
}

/** The same password typed on another keyboard may arrive composed differently. */
function normalize(password: string): string {
  return password.normalize("NFKC");
}
