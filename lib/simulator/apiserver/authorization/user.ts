/** Users as they are known to the server: with the groups that every such user has. */
import type { UserInfo } from "../request.ts";

const ACCOUNT = /^system:serviceaccount:([^:]+):[^:]+$/;

/** Whom a caller acts for who asks for another user's name and perhaps for groups. */
export function impersonatedUser(username: string, given: readonly string[] = []): UserInfo {
  const [, namespace] = ACCOUNT.exec(username) ?? [];
  const own = namespace === undefined || given.length > 0 ? [] : accountGroups(namespace);
  const everybody =
    username === "system:anonymous" ? "system:unauthenticated" : "system:authenticated";
  return { username, groups: [...new Set([...given, ...own, everybody])] };
}

export function serviceAccountUser(namespace: string, name: string, uid: string): UserInfo {
  const groups = [...accountGroups(namespace), "system:authenticated"];
  return { username: `system:serviceaccount:${namespace}:${name}`, uid, groups };
}

function accountGroups(namespace: string): readonly string[] {
  return ["system:serviceaccounts", `system:serviceaccounts:${namespace}`];
}
