/**
 * `kubectl get --raw PATH`: what the server answers to a path, as it stands.
 * Not simulated: OpenAPI documents, metrics and discovery's aggregated form.
 */
import type { ClientRequest, LogText, ResourceRow, Status } from "#lib/simulator";
import type { CommandContext } from "../../command/context.ts";
import { KubectlError, ServerError } from "../../command/error.ts";
import { rawJson } from "../../text/raw-json.ts";

export function printRaw(context: CommandContext, path: string): void {
  if (context.args.length > 0) {
    throw new KubectlError("arguments may not be passed when --raw is specified");
  }
  if (context.flags.text("output") !== "") {
    throw new KubectlError("--raw and --output are mutually exclusive");
  }
  const [plain = "", query = ""] = path.split("?");
  if (!plain.startsWith("/")) {
    throw new KubectlError(
      `--raw must be a valid URL path: parse ${JSON.stringify(path)}: invalid URI for request`,
    );
  }
  const parts = plain.split("/").filter((part) => part !== "");
  const request = requestOf(context, parts, query);
  const place = { group: "", version: "", resource: "" };
  const { code, body } = context.client.request(request ?? { verb: "get", ...place, path });
  if (code >= 400) throw new ServerError(body as Status);
  context.print(body.kind === "LogText" ? (body as LogText).text : rawJson(body));
}

function requestOf(
  context: CommandContext,
  parts: readonly string[],
  query: string,
): ClientRequest | undefined {
  const [root, ...rest] = parts;
  const group = root === "apis" ? rest.shift() : "";
  const version = rest.shift();
  if ((root !== "api" && root !== "apis") || group === undefined || version === undefined) {
    return undefined;
  }
  const namespaced = rest[0] === "namespaces" && rest.length > 2;
  const namespace = namespaced ? rest[1] : undefined;
  const [resource, name, subresource] = namespaced ? rest.slice(2) : rest;
  const known = context.mapper.rows.some(
    (row: ResourceRow) =>
      row.group === group && row.version === version && row.resource === resource,
  );
  if (resource === undefined || !known) return undefined;
  return {
    verb: name === undefined ? "list" : "get",
    group,
    version,
    resource,
    ...(namespace === undefined ? {} : { namespace }),
    ...(name === undefined ? {} : { name }),
    ...(subresource === undefined ? {} : { subresource }),
    options: optionsOf(query),
  };
}

function optionsOf(query: string) {
  const values = new Map(
    query
      .split("&")
      .filter((pair) => pair !== "")
      .map((pair) => pair.split("="))
      .map(([key = "", value = ""]) => [key, decodeURIComponent(value)]),
  );
  const labelSelector = values.get("labelSelector");
  const fieldSelector = values.get("fieldSelector");
  const limit = values.get("limit");
  return {
    showManagedFields: true,
    ...(labelSelector === undefined ? {} : { labelSelector }),
    ...(fieldSelector === undefined ? {} : { fieldSelector }),
    ...(limit === undefined ? {} : { limit: Number(limit) }),
  };
}
