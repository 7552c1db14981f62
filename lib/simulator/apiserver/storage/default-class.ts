/** Which of several storage classes is the default one: the newest that is marked so. */
import type { StorageClass } from "../../api/types.generated.ts";

const MARK = "storageclass.kubernetes.io/is-default-class";
const OLD_MARK = "storageclass.beta.kubernetes.io/is-default-class";
const OLD_NAME = "volume.beta.kubernetes.io/storage-class";

type Annotated = {
  readonly metadata: { readonly annotations?: Readonly<Record<string, string>> | undefined };
};

export function isDefaultClass({ metadata }: Annotated): boolean {
  const { annotations = {} } = metadata;
  return annotations[MARK] === "true" || annotations[OLD_MARK] === "true";
}

/** Of several that came at the same time the first by name. */
export function defaultClassOf(classes: readonly StorageClass[]): StorageClass | undefined {
  let newest: StorageClass | undefined;
  for (const one of classes) {
    if (!isDefaultClass(one)) continue;
    const [mine, best] = [one.metadata, newest?.metadata];
    const isNewer =
      best === undefined ||
      mine.creationTimestamp > best.creationTimestamp ||
      (mine.creationTimestamp === best.creationTimestamp && mine.name < best.name);
    if (isNewer) newest = one;
  }
  return newest;
}

type Classed = Annotated & { readonly spec: { readonly storageClassName?: string | undefined } };

/** The class of a claim or a volume; undefined when it names none, "" when it wants none. */
export function classNameOf({ metadata, spec }: Classed): string | undefined {
  return metadata.annotations?.[OLD_NAME] ?? spec.storageClassName;
}
