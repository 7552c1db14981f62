/** An Ingress that names no class gets the default one: the newest that is marked so. */
import type { Ingress } from "../../api/types.generated.ts";
import type { AdmissionPlugin } from "./plugin.ts";

const MARK = "ingressclass.kubernetes.io/is-default-class";
const OLD_NAME = "kubernetes.io/ingress.class";

export const defaultIngressClass: AdmissionPlugin = {
  name: "DefaultIngressClass",

  mutate(object, old, { row, store }) {
    if (row.kind !== "Ingress" || old !== undefined) return object;
    const { metadata, spec } = object as unknown as Ingress;
    if (spec.ingressClassName !== undefined) return object;
    if (metadata.annotations?.[OLD_NAME] !== undefined) return object;
    const defaults = store
      .list("IngressClass")
      .filter((one) => one.metadata.annotations?.[MARK] === "true")
      .sort((a, b) => {
        const [before, after] = [a.metadata.creationTimestamp, b.metadata.creationTimestamp];
        return before > after ? -1 : before < after ? 1 : 0;
      });
    const name = defaults[0]?.metadata.name;
    return name === undefined ? object : { ...object, spec: { ...spec, ingressClassName: name } };
  },
};
