/** What a session says: who, and with which token version; a raised version ends the session. */
import "server-only";
import type { Session } from "next-auth";
import type { JWT } from "next-auth/jwt";

declare module "next-auth" {
  interface Session {
    learnerId: string;
    tokenVersion: number;
  }
  interface User {
    tokenVersion?: number;
  }
}

declare module "next-auth/jwt" {
  interface JWT {
    tokenVersion?: number;
  }
}

export class SessionRevoked extends Error {
  override readonly name = "SessionRevoked";
}

/** Keeps the token only as long as the learner exists and has not ended their sessions. */
export function checkToken(token: JWT, learner: { readonly tokenVersion: number } | null): JWT {
  if (learner === null || token.tokenVersion !== learner.tokenVersion) {
    throw new SessionRevoked("This session was ended.");
  }
  return token;
}

/** Email and name stay on the server: pages ask for the account when they need it. */
export function sessionOf(session: Session, token: JWT): Session {
  return {
    expires: session.expires,
    learnerId: token.sub ?? "",
    tokenVersion: token.tokenVersion ?? -1,
  };
}
