/** What the server answers when something was done that leaves no object to show. */
import type { KubeObject } from "../../api/object.ts";

export function success(): KubeObject {
  const status = { kind: "Status", apiVersion: "v1", metadata: {}, status: "Success", code: 201 };
  return status as unknown as KubeObject;
}
