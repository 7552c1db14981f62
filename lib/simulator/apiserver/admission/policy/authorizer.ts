/** What a policy's `authorizer` answers: whether the user of the request may do something else. */
import { type AccessAnswer, type AccessQuestion, CelAuthorizer } from "#lib/cel";
import { authorize } from "../../authorization/rbac.ts";
import type { RestContext } from "../../rest/context.ts";

export function authorizerOf({ request, store }: RestContext): CelAuthorizer {
  const ask = (question: AccessQuestion): AccessAnswer => {
    const { verb, path, serviceAccount } = question;
    const user = serviceAccount === undefined ? request.user : accountUser(serviceAccount);
    if (path !== undefined) return authorize(store, { user, verb, path });
    const { group = "", resource = "", subresource = "", namespace = "", name = "" } = question;
    return authorize(store, { user, verb, group, resource, subresource, namespace, name });
  };
  return new CelAuthorizer(ask, {});
}

function accountUser({ namespace, name }: NonNullable<AccessQuestion["serviceAccount"]>) {
  const groups = [
    "system:serviceaccounts",
    `system:serviceaccounts:${namespace}`,
    "system:authenticated",
  ];
  return { username: `system:serviceaccount:${namespace}:${name}`, groups };
}
