/**
 * Ways to sign in: email with password, the one-time token of a new guest, and GitHub or Google
 * where the environment names them. Guessing is limited by account and by address.
 */
import "server-only";
import type { User } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import GithubProvider from "next-auth/providers/github";
import GoogleProvider from "next-auth/providers/google";
import type { Provider } from "next-auth/providers/index";
import { readClock } from "../clock.ts";
import { env } from "../env.ts";
import { hashToken } from "../identifier.ts";
import { withinLimit } from "../limit.ts";
import { verifyPassword } from "../password.ts";
import { type Learner, store } from "../store/index.ts";
import { addressOf } from "./address.ts";

const PER_ACCOUNT = { points: 10, perSeconds: 900 };
const PER_ADDRESS = { points: 60, perSeconds: 900 };

export function providers(): Provider[] {
  const { GITHUB_ID, GITHUB_SECRET, GOOGLE_ID, GOOGLE_SECRET } = env();
  const list: Provider[] = [passwordProvider(), guestProvider()];
  if (GITHUB_ID !== undefined && GITHUB_SECRET !== undefined) {
    list.push(GithubProvider({ clientId: GITHUB_ID, clientSecret: GITHUB_SECRET }));
  }
  if (GOOGLE_ID !== undefined && GOOGLE_SECRET !== undefined) {
    list.push(GoogleProvider({ clientId: GOOGLE_ID, clientSecret: GOOGLE_SECRET }));
  }
  return list;
}

function passwordProvider(): Provider {
  return CredentialsProvider({
    id: "credentials",
    name: "Email",
    credentials: { email: { type: "email" }, password: { type: "password" } },
    authorize: (given, request) =>
      signInByPassword(given?.email ?? "", given?.password ?? "", addressOf(request.headers ?? {})),
  });
}

function guestProvider(): Provider {
  return CredentialsProvider({
    id: "guest",
    name: "Guest",
    credentials: { token: { type: "text" } },
    authorize: async (given) => {
      const hash = hashToken(given?.token ?? "");
      return user(await store().learners.redeemGuestToken(hash, readClock()));
    },
  });
}

/** The error's message reaches the sign-in page as its `error`. */
export async function signInByPassword(
  email: string,
  password: string,
  address: string,
): Promise<User | null> {
  const name = email.trim().toLowerCase().slice(0, 254);
  const byAccount = await withinLimit("sign-in-account", PER_ACCOUNT, hashToken(name));
  const byAddress = await withinLimit("sign-in-address", PER_ADDRESS, address);
  if (!byAccount.allowed || !byAddress.allowed) throw new Error("too-many-requests");
  const learner = await store().learners.findByEmail(name);
  const right = await verifyPassword(learner?.passwordHash ?? null, password.slice(0, 1000));
  return right ? user(learner) : null;
}

function user(learner: Learner | null): User | null {
  return learner === null ? null : { id: learner.id, tokenVersion: learner.tokenVersion };
}
