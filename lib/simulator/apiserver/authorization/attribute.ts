/** What a request asks leave for, and the words in which it is refused. */
import { ApiError, forbidden, groupResource } from "../../api/error.ts";
import type { ApiRequest, UserInfo } from "../request.ts";

export type ResourceAttributes = {
  readonly user: UserInfo;
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  readonly subresource: string;
  /** "" is the cluster as a whole. */
  readonly namespace: string;
  /** "" is no object in particular. */
  readonly name: string;
};

/** A path that is no resource, such as `/metrics`. */
export type PathAttributes = {
  readonly user: UserInfo;
  readonly verb: string;
  readonly path: string;
};

export type Attributes = ResourceAttributes | PathAttributes;

const LISTING = new Set(["list", "watch", "deletecollection"]);

export function attributesOf(request: ApiRequest): Attributes {
  const { user, verb, path } = request;
  if (path !== undefined) return { user, verb, path: path.split("?")[0] ?? path };
  const { group, resource, subresource = "", namespace = "", name } = request;
  return {
    user,
    verb,
    group,
    resource,
    subresource,
    // A namespace stands in its own path.
    namespace: group === "" && resource === "namespaces" ? (name ?? namespace) : namespace,
    name: nameIn(request),
  };
}

// A new object's name is in its body, which is not read yet; lists may ask for one name.
function nameIn({ verb, name, subresource, options }: ApiRequest): string {
  if (verb === "create" && subresource === undefined) return "";
  if (name !== undefined || !LISTING.has(verb)) return name ?? "";
  const asked = (options?.fieldSelector ?? "").split(",").map((part) => part.split(/==?/));
  return asked.find(([field]) => field === "metadata.name")?.[1] ?? "";
}

/** `User "bob" cannot list resource "pods" in API group "" at the cluster scope` */
function refusalText(attributes: Attributes): string {
  const { user, verb } = attributes;
  const who = `User ${JSON.stringify(user.username)} cannot ${verb}`;
  if ("path" in attributes) return `${who} path ${JSON.stringify(attributes.path)}`;
  const { group, namespace, resource, subresource } = attributes;
  const what = subresource === "" ? resource : `${resource}/${subresource}`;
  const place =
    namespace === "" ? "at the cluster scope" : `in the namespace ${JSON.stringify(namespace)}`;
  return `${who} resource "${what}" in API group "${group}" ${place}`;
}

export function refusal(attributes: Attributes, reason: string): ApiError {
  const text = refusalText(attributes);
  const why = reason === "" ? text : `${text}: ${reason}`;
  if ("path" in attributes) return new ApiError(403, "Forbidden", `forbidden: ${why}`, {});
  const { group, name, resource } = attributes;
  if (name !== "") return forbidden({ group, resource }, name, why);
  const details = { ...(group === "" ? {} : { group }), kind: resource };
  const message = `${groupResource(group, resource)} is forbidden: ${why}`;
  return new ApiError(403, "Forbidden", message, details);
}
