/** `kubectl set subject`: users, groups and service accounts of a binding. */
import type { KubeObject } from "#lib/simulator";
import type { CommandContext } from "../../command/context.ts";
import { KubectlError } from "../../command/error.ts";
import type { Verb } from "../../command/verb.ts";
import { SUBJECT_FLAGS, subjectsOf } from "../create/subjects.ts";
import { SET_FLAGS, updateObjects } from "./update-template.ts";

type Subject = { readonly kind: string; readonly name: string; readonly namespace?: string };

export const setSubjectVerb: Verb = {
  name: "subject",
  summary: "Update the user, group, or service account in a role binding or cluster role binding",
  usage: "(-f FILENAME | TYPE NAME) [--user=username] [--group=groupname]",
  flags: [...SET_FLAGS, ...SUBJECT_FLAGS],
  run: (context) => {
    const added = addedSubjects(context);
    updateObjects(context, {
      args: context.args,
      operation: "subjects updated",
      failure: "failed to patch subjects to rolebinding: ",
      change: ({ object, row }) => {
        if (row.kind === "RoleBinding" || row.kind === "ClusterRoleBinding") {
          return withSubjects(object, added);
        }
        throw new KubectlError(
          "setting subjects is only supported for RoleBinding/ClusterRoleBinding",
        );
      },
    });
  },
};

function addedSubjects({ flags }: CommandContext): readonly Subject[] {
  const added = subjectsOf(flags);
  if (added.length > 0) return added;
  throw new KubectlError("you must specify at least one value of user, group or serviceaccount");
}

function withSubjects(object: KubeObject, added: readonly Subject[]): KubeObject {
  const old = (object as { readonly subjects?: readonly Subject[] }).subjects ?? [];
  const isSame = (a: Subject, b: Subject) =>
    a.kind === b.kind && a.name === b.name && a.namespace === b.namespace;
  const fresh = added.filter((one) => !old.some((known) => isSame(one, known)));
  return { ...object, subjects: [...old, ...fresh] } as KubeObject;
}
