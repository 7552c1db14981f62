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
