/** next-auth's own routes: sign-in, sign-out, session, CSRF token. */
import NextAuth from "next-auth";
import { authOptions } from "#lib/server/auth";

type Context = { readonly params: Promise<{ readonly nextauth: string[] }> };

async function handle(request: Request, context: Context): Promise<Response> {
  return NextAuth(authOptions())(request, context);
}

export { handle as GET, handle as POST };
