/** `kubectl create token` */
import { KubectlError, ServerError } from "../../command/error.ts";
import { durationFlag, OUTPUT_FLAGS, textFlag } from "../../command/shared-flags.ts";
import type { Verb } from "../../command/verb.ts";
import { nameOf } from "./create-typed.ts";

export const createTokenVerb: Verb = {
  name: "token",
  summary: "Request a service account token",
  usage: "SERVICE_ACCOUNT_NAME",
  flags: [
    ...OUTPUT_FLAGS,
    { name: "audience", type: "array", help: "Audiences; may be repeated." },
    durationFlag("duration", "How long it is valid.", { default: "0s" }),
    textFlag("bound-object-kind", "Pod, Secret or Node that it is bound to."),
    textFlag("bound-object-name", "Name of that object."),
    textFlag("bound-object-uid", "UID of that object."),
  ],
  run: (context) => {
    const name = nameOf(context);
    const { flags } = context;
    const [kind, bound] = [flags.text("bound-object-kind"), flags.text("bound-object-name")];
    if (kind === "" && bound !== "") {
      throw new KubectlError(
        "--bound-object-name can only be set if --bound-object-kind is provided",
      );
    }
    if (kind !== "" && !["Node", "Pod", "Secret"].includes(kind)) {
      throw new KubectlError("supported --bound-object-kind values are Node, Pod, Secret");
    }
    if (kind !== "" && bound === "") {
      throw new KubectlError("--bound-object-name is required if --bound-object-kind is provided");
    }
    const seconds = Math.round(flags.duration("duration") / 1000);
    const audiences = flags.list("audience");
    const body = {
      apiVersion: "authentication.k8s.io/v1",
      kind: "TokenRequest",
      metadata: {},
      spec: {
        ...(audiences.length === 0 ? {} : { audiences }),
        ...(seconds === 0 ? {} : { expirationSeconds: seconds }),
        ...(kind === "" ? {} : { boundObjectRef: { kind, apiVersion: "v1", name: bound } }),
      },
    };
    const row = context.mapper.resolve("serviceaccounts");
    try {
      const answer = context.api.create(
        row,
        context.namespace,
        body,
        {},
        { name, subresource: "token" },
      );
      context.line((answer.status as { readonly token?: string } | undefined)?.token ?? "");
    } catch (error) {
      if (!(error instanceof ServerError)) throw error;
      throw new KubectlError(`failed to create token: ${error.message}`);
    }
  },
};
