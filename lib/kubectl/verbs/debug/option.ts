/** The flags of `debug`, checked in kubectl's order, and the container they describe. */
import type { JsonObject } from "#lib/manifest";
import type { CommandContext } from "../../command/context.ts";
import { KubectlError } from "../../command/error.ts";

export const PROFILES = [
  "legacy",
  "general",
  "baseline",
  "restricted",
  "netadmin",
  "sysadmin",
] as const;

export type Profile = (typeof PROFILES)[number];

export type DebugOptions = {
  readonly profile: Profile;
  readonly targets: readonly string[];
  /** Behind `--`. */
  readonly command: readonly string[];
};

export function checkOptions(context: CommandContext): DebugOptions {
  const { flags, args, dashAt } = context;
  const targets = dashAt < 0 ? args : args.slice(0, dashAt);
  const command = dashAt < 0 ? [] : args.slice(dashAt);
  const profile = PROFILES.find((name) => name === flags.text("profile"));
  if (profile === undefined) throw new KubectlError(`unknown profile: ${flags.text("profile")}`);
  if (flags.text("copy-to") === "") checkWithoutCopy(context);
  else checkCopy(context, command);
  const image = flags.text("image");
  if (image !== "" && !/^[^\s:@]+(:\d+)?[^\s:@]*(:[\w][\w.-]{0,127})?(@\S+)?$/.test(image)) {
    throw new KubectlError(`invalid image name ${JSON.stringify(image)}: invalid reference format`);
  }
  if (targets.length === 0 && flags.list("filename").length === 0) {
    throw new KubectlError("NAME or filename is required for debug");
  }
  const policy = flags.text("image-pull-policy");
  if (!["", "Always", "IfNotPresent", "Never"].includes(policy)) {
    throw new KubectlError(`invalid image pull policy: ${policy}`);
  }
  const target = flags.text("target");
  if (target !== "") {
    if (flags.text("copy-to") !== "") {
      throw new KubectlError(
        "--target is incompatible with --copy-to. Use --share-processes instead.",
      );
    }
    if (!flags.bool("quiet")) {
      context.line(
        `Targeting container "${target}". If you don't see processes from this container it may be ` +
          "because the container runtime doesn't support this feature.",
      );
    }
  }
  if (flags.bool("tty") && !flags.bool("stdin")) {
    throw new KubectlError("-i/--stdin is required for containers with -t/--tty=true");
  }
  return { profile, targets, command };
}

function checkWithoutCopy({ flags }: CommandContext): void {
  for (const name of ["replace", "same-node"]) {
    if (flags.bool(name)) throw new KubectlError(`--${name} may only be used with --copy-to.`);
  }
  if (flags.list("set-image").length > 0) {
    throw new KubectlError("--set-image may only be used with --copy-to.");
  }
  if (flags.text("image") === "") {
    throw new KubectlError("you must specify --image when not using --copy-to.");
  }
}

function checkCopy({ flags }: CommandContext, command: readonly string[]): void {
  const image = flags.text("image");
  if (image === "" && flags.list("set-image").length === 0 && command.length === 0) {
    throw new KubectlError("you must specify --image, --set-image or command arguments.");
  }
  if (command.length > 0 && flags.text("container") === "" && image === "") {
    throw new KubectlError(
      "you must specify an existing container or a new image when specifying args.",
    );
  }
}

/** The fields that flags give a container of any sort. */
export function containerFields({ flags }: CommandContext, { command }: DebugOptions): JsonObject {
  const env = flags.list("env").map((spec) => {
    const equals = spec.indexOf("=");
    if (equals <= 0) throw new KubectlError(`invalid env: ${spec}`);
    return { name: spec.slice(0, equals), value: spec.slice(equals + 1) };
  });
  const image = flags.text("image");
  const policy = flags.text("image-pull-policy");
  const words = flags.bool("arguments-only") ? { args: [...command] } : { command: [...command] };
  return {
    ...(command.length === 0 ? {} : words),
    ...(env.length === 0 ? {} : { env }),
    ...(image === "" ? {} : { image }),
    ...(policy === "" ? {} : { imagePullPolicy: policy }),
    ...(flags.bool("stdin") ? { stdin: true } : {}),
    ...(flags.bool("tty") ? { tty: true } : {}),
  };
}
