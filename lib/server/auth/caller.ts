/** Who makes the request that is being answered: read from its cookie and headers. */
import "server-only";
import { addressOf } from "./address.ts";
import { authOptions } from "./options.ts";

export type CurrentCaller = {
  readonly learnerId: string | null;
  readonly ip: string;
  readonly tokenVersion?: number;
};

/** Next.js is loaded here and not at the top, so that programs and tests do without it. */
export async function currentCaller(): Promise<CurrentCaller> {
  const [{ headers }, { getServerSession }] = await Promise.all([
    import("next/headers"),
    import("next-auth"),
  ]);
  const ip = addressOf(Object.fromEntries(await headers()));
  const session = await getServerSession(authOptions());
  if (session === null || session.learnerId === undefined) return { learnerId: null, ip };
  return { learnerId: session.learnerId, ip, tokenVersion: session.tokenVersion };
}
