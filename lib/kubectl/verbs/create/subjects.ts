/** `--user`, `--group` and `--serviceaccount` → the subjects of a binding. */
import { KubectlError } from "../../command/error.ts";
import type { FlagSpec, Flags } from "../../command/flag.ts";

const GROUP = "rbac.authorization.k8s.io";

export const SUBJECT_FLAGS: readonly FlagSpec[] = [
  { name: "user", type: "array", help: "Users; may be repeated." },
  { name: "group", type: "array", help: "Groups; may be repeated." },
  { name: "serviceaccount", type: "array", help: "namespace:name; may be repeated." },
];

export function subjectsOf(flags: Flags) {
  const named = (kind: string) => (name: string) => ({ kind, apiGroup: GROUP, name });
  return [
    ...flags.list("user").map(named("User")),
    ...flags.list("group").map(named("Group")),
    ...flags.list("serviceaccount").map(account),
  ];
}

function account(text: string) {
  const parts = text.split(":");
  const [namespace, name] = parts;
  if (parts.length !== 2 || !namespace || !name) {
    throw new KubectlError("serviceaccount must be <namespace>:<name>");
  }
  return { kind: "ServiceAccount", name, namespace };
}
