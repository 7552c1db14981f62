/** What each profile of `debug` puts into a container's security context. */
import { isJsonObject, type JsonObject } from "#lib/manifest";
import type { Profile } from "./option.ts";

/** `style`: what is debugged by the container. */
export function withProfile(
  container: JsonObject,
  profile: Profile,
  style: "pod" | "node",
): JsonObject {
  switch (profile) {
    case "legacy":
      return container;
    case "general":
      return style === "node" ? withoutContext(container) : withCapabilities(container, TRACE);
    case "baseline":
      return withoutContext(container);
    case "netadmin":
      return withCapabilities(container, NETWORK);
    case "sysadmin":
      return withContext(container, { privileged: true });
    case "restricted":
      return {
        ...withoutContext(container),
        securityContext: {
          allowPrivilegeEscalation: false,
          capabilities: { drop: ["ALL"] },
          runAsNonRoot: true,
          seccompProfile: { type: "RuntimeDefault" },
        },
      };
  }
}

const TRACE = ["SYS_PTRACE"];
const NETWORK = ["NET_ADMIN", "NET_RAW"];

function withoutContext({ securityContext: _own, ...rest }: JsonObject): JsonObject {
  return rest;
}

function contextOf({ securityContext }: JsonObject): JsonObject {
  return isJsonObject(securityContext) ? securityContext : {};
}

function withContext(container: JsonObject, fields: JsonObject): JsonObject {
  return { ...container, securityContext: { ...contextOf(container), ...fields } };
}

function withCapabilities(container: JsonObject, added: readonly string[]): JsonObject {
  const own = contextOf(container).capabilities;
  const capabilities = isJsonObject(own) ? own : {};
  const add = Array.isArray(capabilities.add) ? capabilities.add : [];
  return withContext(container, { capabilities: { ...capabilities, add: [...add, ...added] } });
}
