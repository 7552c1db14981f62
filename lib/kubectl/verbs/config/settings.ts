/** `kubectl config set|unset`: one property by its path. */
import type { CommandContext } from "../../command/context.ts";
import { KubectlError } from "../../command/error.ts";
import { boolFlag } from "../../command/shared-flags.ts";
import type { Verb } from "../../command/verb.ts";
import { words } from "./entries.ts";

function change(context: CommandContext, path: string, value: string): void {
  const { kubeconfig } = context.io;
  if (path === "current-context") {
    kubeconfig.use(value);
    return;
  }
  const match = /^contexts\.(.+)\.(cluster|user|namespace)$/.exec(path);
  const [, name = "", field = ""] = match ?? [];
  const old = kubeconfig.find(name) ?? { name, cluster: "", user: "", namespace: "" };
  if (match !== null) kubeconfig.put({ ...old, [field]: value });
}

export const settingVerbs: readonly Verb[] = [
  {
    name: "set",
    summary: "Set an individual value in a kubeconfig file",
    usage: "PROPERTY_NAME PROPERTY_VALUE",
    flags: [boolFlag("set-raw-bytes", "The value is base64.")],
    run: (context) => {
      const [path = "", value = ""] = words(context, 2);
      change(context, path, value);
      context.line(`Property "${path}" set.`);
    },
  },
  {
    name: "unset",
    summary: "Unset an individual value in a kubeconfig file",
    usage: "PROPERTY_NAME",
    run: (context) => {
      const [path = ""] = words(context, 1);
      if (path.startsWith("contexts.") && !/^contexts\.[^.]+(\.|$)/.test(path)) {
        throw new KubectlError("current map key `contexts` is invalid");
      }
      const whole = /^contexts\.([^.]+(?:@[^.]+)?)$/.exec(path)?.[1];
      if (whole === undefined) change(context, path, "");
      else context.io.kubeconfig.remove(whole);
      context.line(`Property "${path}" unset.`);
    },
  },
];
