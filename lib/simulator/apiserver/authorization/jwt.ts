/** JSON web tokens in compact form: claims to text and back. */
import { base64OfText } from "../../api/base64.ts";
import type { RandomStream } from "../../engine/random.ts";

type Named = { readonly name: string; readonly uid: string };

export type TokenClaims = {
  readonly aud?: readonly string[];
  readonly exp?: number;
  readonly iat?: number;
  readonly iss: string;
  readonly jti?: string;
  readonly "kubernetes.io": {
    readonly namespace: string;
    readonly node?: Named;
    readonly pod?: Named;
    readonly secret?: Named;
    readonly serviceaccount: Named;
  };
  readonly nbf?: number;
  readonly sub: string;
};

const HEADER = { alg: "RS256", kid: "3q2-7wAAAABrdWJlZGVjay1zaW11bGF0ZWQta2V5" };

export function encodeToken(claims: TokenClaims, random: RandomStream): string {
  return encode(claims, random);
}

/** Of a Secret: its claims have other names, and it does not run out. */
export function encodeLegacyToken(
  claims: Readonly<Record<string, string>>,
  random: RandomStream,
): string {
  return encode(claims, random);
}

function encode(claims: object, random: RandomStream): string {
  const signature = Array.from({ length: 8 }, () => random.uuid().replaceAll("-", "")).join("");
  return [JSON.stringify(HEADER), JSON.stringify(claims), signature].map(urlBase64).join(".");
}

/** Undefined for what is no token of an account. */
export function decodeToken(token: string): TokenClaims | undefined {
  const [, body = "", ...rest] = token.split(".");
  if (rest.length !== 1) return undefined;
  try {
    const claims = JSON.parse(textOf(body)) as TokenClaims;
    return claims["kubernetes.io"]?.serviceaccount === undefined ? undefined : claims;
  } catch {
    return undefined;
  }
}

function urlBase64(text: string): string {
  return base64OfText(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

// Claims are ASCII: names of Kubernetes' own kinds.
function textOf(encoded: string): string {
  let text = "";
  let bits = 0;
  let held = 0;
  for (const character of encoded) {
    bits = ((bits << 6) | ALPHABET.indexOf(character)) & 0xffff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    text += String.fromCharCode((bits >> held) & 0xff);
  }
  return text;
}
