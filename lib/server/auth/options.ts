/**
 * next-auth's options: JSON Web Tokens in an HTTP-only cookie, checked against the learner's token
 * version whenever a session is read, so that ending sessions takes effect at once.
 */
import "server-only";
import type { NextAuthOptions } from "next-auth";
import { store } from "../store/index.ts";
import { learnerOfOauth } from "./oauth.ts";
import { providers } from "./providers.ts";
import { checkToken, sessionOf } from "./session.ts";

const DAY_SECONDS = 86_400;

export function authOptions(): NextAuthOptions {
  return {
    providers: providers(),
    session: { strategy: "jwt", maxAge: 90 * DAY_SECONDS, updateAge: DAY_SECONDS },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    logger: { error: logUnlessRevoked },
    callbacks: {
      async signIn({ user, account }) {
        if (account?.type !== "oauth") return true;
        const learner = await learnerOfOauth({
          provider: account.provider,
          providerAccountId: account.providerAccountId,
          email: user.email ?? null,
          name: user.name ?? null,
        });
        if (learner === null) return "/sign-in?error=email-taken";
        user.id = learner.id;
        user.tokenVersion = learner.tokenVersion;
        return true;
      },
      async jwt({ token, user }) {
        if (user !== undefined) {
          return { sub: user.id, tokenVersion: user.tokenVersion ?? 0 };
        }
        return checkToken(token, await store().learners.find(token.sub ?? ""));
      },
      session: ({ session, token }) => sessionOf(session, token),
    },
  };
}

/** A session that was ended is an ordinary thing and fills no log. */
function logUnlessRevoked(code: string, metadata: unknown): void {
  if (code === "JWT_SESSION_ERROR") return;
  console.error(`next-auth: ${code}`, metadata);
}
