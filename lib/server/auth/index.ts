/** Signing in: what the auth route needs, and nothing else. */
import "server-only";

export { authOptions } from "./options.ts";
