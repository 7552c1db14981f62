/** `kubectl set image` */
import type { CommandContext } from "../../command/context.ts";
import { KubectlError, throwCollected } from "../../command/error.ts";
import type { Verb } from "../../command/verb.ts";
import type { Container, PodSpec } from "../../resource/pod-template.ts";
import { MISSING_RESOURCE, selectObjects } from "../../resource/selection.ts";
import { SET_FLAGS, splitSpecs, updateTemplates } from "./update-template.ts";

export const setImageVerb: Verb = {
  name: "image",
  summary: "Update the image of a pod template",
  usage: "(-f FILENAME | TYPE NAME) CONTAINER_NAME_1=CONTAINER_IMAGE_1 ...",
  flags: SET_FLAGS,
  run: setImage,
};

function setImage(context: CommandContext): void {
  const { resources, specs } = splitSpecs(context.args);
  if (resources.length === 0 && !context.flags.namesFiles) {
    throw new KubectlError(MISSING_RESOURCE);
  }
  const images = specs.map((spec) => {
    const equals = spec.indexOf("=");
    if (equals <= 0) throw new KubectlError(`invalid image spec: ${spec}`);
    return [spec.slice(0, equals), spec.slice(equals + 1)] as const;
  });
  if (images.length === 0) {
    // The objects are looked up before the images are missed.
    throwCollected(selectObjects(context, { args: resources, latest: true }).errors);
    throw new KubectlError("at least one image update is required");
  }
  const all = images.filter(([name]) => name === "*");
  if (all.length > 0 && images.length > 1) {
    throw new KubectlError(
      "all containers are already specified by *, but saw more than one container_name=container_image pairs",
    );
  }
  updateTemplates(context, {
    args: resources,
    operation: "image updated",
    failure: "failed to patch image update to pod template: ",
    change: (spec) => images.reduce(withImage, spec),
  });
}

function withImage(spec: PodSpec, [name, image]: readonly [string, string]): PodSpec {
  const { containers = [], initContainers } = spec;
  const known = [...containers, ...(initContainers ?? [])].some((one) => one.name === name);
  if (name !== "*" && !known) {
    throw new KubectlError(`unable to find container named ${JSON.stringify(name)}`);
  }
  const change = (list: readonly Container[]) =>
    list.map((one) => (name === "*" || one.name === name ? { ...one, image } : one));
  return {
    ...spec,
    containers: change(containers),
    ...(initContainers === undefined ? {} : { initContainers: change(initContainers) }),
  };
}
