/** `kubectl create rolebinding` and `kubectl create clusterrolebinding` */
import type { CommandContext } from "../../command/context.ts";
import { KubectlError } from "../../command/error.ts";
import { textFlag } from "../../command/shared-flags.ts";
import type { Verb } from "../../command/verb.ts";
import { CREATE_FLAGS, createTyped, nameOf } from "./create-typed.ts";
import { SUBJECT_FLAGS, subjectsOf } from "./subjects.ts";

const GROUP = "rbac.authorization.k8s.io";

export const createRoleBindingVerb: Verb = {
  name: "rolebinding",
  summary: "Create a role binding for a particular role or cluster role",
  usage: "NAME --clusterrole=NAME|--role=NAME [--user=username] [--group=groupname]",
  flags: [
    ...CREATE_FLAGS,
    ...SUBJECT_FLAGS,
    textFlag("role", "The role."),
    textFlag("clusterrole", "The cluster role."),
  ],
  run: (context) => {
    const name = nameOf(context);
    const [role, clusterRole] = [context.flags.text("role"), context.flags.text("clusterrole")];
    if ((role === "") === (clusterRole === "")) {
      throw new KubectlError("exactly one of clusterrole or role must be specified");
    }
    const ref =
      role === "" ? { kind: "ClusterRole", name: clusterRole } : { kind: "Role", name: role };
    bind(context, "RoleBinding", name, ref);
  },
};

export const createClusterRoleBindingVerb: Verb = {
  name: "clusterrolebinding",
  summary: "Create a cluster role binding for a particular cluster role",
  usage: "NAME --clusterrole=NAME [--user=username] [--group=groupname]",
  flags: [...CREATE_FLAGS, ...SUBJECT_FLAGS, textFlag("clusterrole", "The cluster role.")],
  required: ["clusterrole"],
  run: (context) => {
    const ref = { kind: "ClusterRole", name: context.flags.text("clusterrole") };
    bind(context, "ClusterRoleBinding", nameOf(context), ref);
  },
};

function bind(
  context: CommandContext,
  kind: string,
  name: string,
  ref: { readonly kind: string; readonly name: string },
): void {
  const { flags } = context;
  const subjects = subjectsOf(flags);
  const object = {
    metadata: { name },
    ...(subjects.length === 0 ? {} : { subjects }),
    roleRef: { apiGroup: GROUP, ...ref },
  };
  const failure = `failed to create ${kind.toLowerCase()}: `;
  createTyped(context, { apiVersion: `${GROUP}/v1`, kind, object, failure });
}
