/** Signing in and out from the page: next-auth's own routes, called with its CSRF token. */

export type SignInOutcome = "signed-in" | "refused" | "unreachable";

async function csrfToken(): Promise<string> {
  const response = await fetch("/api/auth/csrf", { cache: "no-store" });
  const body = (await response.json()) as { readonly csrfToken: string };
  return body.csrfToken;
}

async function post(path: string, fields: Readonly<Record<string, string>>): Promise<Response> {
  return fetch(path, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ ...fields, csrfToken: await csrfToken(), json: "true" }),
  });
}

/** `credentials` takes email and password, `guest` takes the token of a guest just made. */
export async function signIn(
  provider: "credentials" | "guest",
  fields: Readonly<Record<string, string>>,
): Promise<SignInOutcome> {
  try {
    const response = await post(`/api/auth/callback/${provider}`, fields);
    const body = (await response.json().catch(() => ({}))) as { readonly url?: string };
    const refused =
      !response.ok || !body.url || new URL(body.url, location.href).searchParams.has("error");
    return refused ? "refused" : "signed-in";
  } catch {
    return "unreachable";
  }
}

export async function signOut(): Promise<void> {
  await post("/api/auth/signout", {});
}

export type OauthProvider = { readonly id: string; readonly name: string };

/** Other places to sign in with, as the operator set them up; none without the network. */
export async function oauthProviders(): Promise<readonly OauthProvider[]> {
  try {
    const found: Readonly<Record<string, OauthProvider & { readonly type: string }>> = await (
      await fetch("/api/auth/providers")
    ).json();
    return Object.values(found).filter(({ type }) => type === "oauth");
  } catch {
    return [];
  }
}

/** Where to send the browser so that the other place asks for consent. */
export async function oauthAddress(provider: string, to: string): Promise<string | null> {
  const response = await post(`/api/auth/signin/${provider}`, { callbackUrl: to });
  const body = (await response.json()) as { readonly url?: string };
  return body.url ?? null;
}
