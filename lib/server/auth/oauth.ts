/**
 * Signing in through another provider. An email that already belongs to an account with a password
 * is never taken over: the provider's word about an address is no proof of owning that account.
 */
import "server-only";
import { newId } from "../identifier.ts";
import { type Learner, store } from "../store/index.ts";

export type OauthSignIn = {
  readonly provider: string;
  readonly providerAccountId: string;
  readonly email: string | null;
  readonly name: string | null;
};

/** Null when the email is taken by another learner. */
export async function learnerOfOauth(signIn: OauthSignIn): Promise<Learner | null> {
  const { provider, providerAccountId } = signIn;
  const identity = { provider, providerAccountId };
  const { learners } = store();
  const known = await learners.findByOauth(identity);
  if (known !== null) return known;
  const email = signIn.email?.trim().toLowerCase() ?? null;
  const made = await learners.createWithOauth({ id: newId(), email, name: signIn.name }, identity);
  return made ? learners.findByOauth(identity) : null;
}
