/**
 * The variables by which a container finds the Services that were there before it.
 * https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables
 */
import type { Service } from "../api/types.generated.ts";
import type { Store } from "../apiserver/store/store.ts";

type Variables = readonly (readonly [name: string, value: string])[];

/** Asked for every container, so what a namespace gives is kept until a Service changes. */
export class ServiceVariables {
  readonly #store: Store;
  readonly #cache = new Map<string, Variables>();

  constructor(store: Store) {
    this.#store = store;
    store.watch(({ kind }) => {
      if (kind === "Service") this.#cache.clear();
    });
  }

  /** Of the namespace's Services, and always of `kubernetes`. */
  of(namespace: string, withOthers: boolean): Variables {
    const key = withOthers ? namespace : "";
    let variables = this.#cache.get(key);
    if (variables === undefined) {
      variables = this.#read(namespace, withOthers);
      this.#cache.set(key, variables);
    }
    return variables;
  }

  #read(namespace: string, withOthers: boolean): Variables {
    const services = this.#store.list("Service") as unknown as readonly Service[];
    const isWanted = ({ metadata }: Service) =>
      (withOthers && metadata.namespace === namespace) ||
      (metadata.name === "kubernetes" && metadata.namespace === "default");
    return services.filter(isWanted).flatMap(variablesOf);
  }
}

function variablesOf({ metadata, spec }: Service): Variables {
  const ip = spec.clusterIP;
  const [first] = spec.ports ?? [];
  if (ip === undefined || ip === "" || ip === "None" || first === undefined) return [];
  const prefix = metadata.name.toUpperCase().replace(/-/g, "_");
  const url = ({ protocol = "TCP", port }: typeof first) =>
    `${protocol.toLowerCase()}://${ip}:${port}`;
  const variables: [string, string][] = [
    [`${prefix}_SERVICE_HOST`, ip],
    [`${prefix}_SERVICE_PORT`, String(first.port)],
  ];
  for (const { name, port } of spec.ports ?? []) {
    if (name === undefined || name === "") continue;
    variables.push([
      `${prefix}_SERVICE_PORT_${name.toUpperCase().replace(/-/g, "_")}`,
      String(port),
    ]);
  }
  variables.push([`${prefix}_PORT`, url(first)]);
  for (const one of spec.ports ?? []) {
    const { protocol = "TCP", port } = one;
    const name = `${prefix}_PORT_${port}_${protocol}`;
    variables.push([name, url(one)]);
    variables.push([`${name}_PROTO`, protocol.toLowerCase()]);
    variables.push([`${name}_PORT`, String(port)]);
    variables.push([`${name}_ADDR`, ip]);
  }
  return variables;
}
