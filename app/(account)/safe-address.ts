/** Where to go after signing in: only inside this site. */
export function safeAddress(wanted: string | undefined): string {
  return wanted && /^\/(?![/\\])/.test(wanted) ? wanted : "/today";
}
