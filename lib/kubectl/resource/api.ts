/** Requests as kubectl makes them: objects in, objects out, refusals thrown as ServerError. */
import type {
  Client,
  ClientRequest,
  ExecResult,
  KubeObject,
  LogText,
  ObjectList,
  PatchType,
  RequestOptions,
  ResourceRow,
  Status,
  Table,
} from "#lib/simulator";
import { ServerError } from "../command/error.ts";

/** One object, or the place where one could be. */
export type ObjectRef = {
  readonly row: ResourceRow;
  /** undefined for kinds that have none. */
  readonly namespace: string | undefined;
  readonly name: string;
};

type Target = Pick<ClientRequest, "group" | "version" | "resource"> &
  Partial<Pick<ClientRequest, "namespace">>;

export class Api {
  readonly #warned = new Set<string>();
  readonly #client: Client;
  readonly #warn: (text: string) => void;

  constructor(client: Client, warn: (text: string) => void) {
    this.#client = client;
    this.#warn = warn;
  }

  get({ row, namespace, name }: ObjectRef, subresource?: string): KubeObject {
    const request = { verb: "get" as const, ...targetOf(row, namespace), name };
    return this.#send({ ...request, ...(subresource && { subresource }) }) as KubeObject;
  }

  /** undefined where the object is not there. */
  find(ref: ObjectRef): KubeObject | undefined {
    try {
      return this.get(ref);
    } catch (error) {
      if (error instanceof ServerError && error.is("NotFound")) return undefined;
      throw error;
    }
  }

  list(row: ResourceRow, namespace: string | undefined, options: RequestOptions = {}): ObjectList {
    const request = { verb: "list" as const, ...targetOf(row, namespace), options };
    return this.#send(request) as ObjectList;
  }

  listTable(row: ResourceRow, namespace: string | undefined, options: RequestOptions): Table {
    const request = { verb: "list" as const, ...targetOf(row, namespace), options, asTable: true };
    return this.#send(request) as unknown as Table;
  }

  getTable({ row, namespace, name }: ObjectRef): Table {
    const request = { verb: "get" as const, ...targetOf(row, namespace), name, asTable: true };
    return this.#send(request) as unknown as Table;
  }

  create(
    row: ResourceRow,
    namespace: string | undefined,
    body: unknown,
    options: RequestOptions = {},
    sub: { readonly name?: string; readonly subresource?: string } = {},
  ): KubeObject {
    const request = { verb: "create" as const, ...targetOf(row, namespace), ...sub, body, options };
    return this.#send(request) as KubeObject;
  }

  update(ref: ObjectRef, body: unknown, options: RequestOptions = {}): KubeObject {
    const { row, namespace, name } = ref;
    const request = { verb: "update" as const, ...targetOf(row, namespace), name, body, options };
    return this.#send(request) as KubeObject;
  }

  patch(
    { row, namespace, name }: ObjectRef,
    patchType: PatchType,
    body: unknown,
    options: RequestOptions = {},
    subresource?: string,
  ): KubeObject {
    return this.#send({
      verb: "patch",
      ...targetOf(row, namespace),
      name,
      patchType,
      body,
      options,
      ...(subresource === undefined ? {} : { subresource }),
    }) as KubeObject;
  }

  delete({ row, namespace, name }: ObjectRef, options: RequestOptions): KubeObject {
    const request = { verb: "delete" as const, ...targetOf(row, namespace), name, options };
    return this.#send(request) as KubeObject;
  }

  logs(ref: ObjectRef, query: Readonly<Record<string, string>>): string {
    const request = { verb: "get" as const, ...targetOf(ref.row, ref.namespace), name: ref.name };
    const answer = this.#send({ ...request, subresource: "log", options: { query } });
    return (answer as unknown as LogText).text;
  }

  exec(ref: ObjectRef, body: unknown, query: Readonly<Record<string, string>>): ExecResult {
    const request = {
      verb: "create" as const,
      ...targetOf(ref.row, ref.namespace),
      name: ref.name,
    };
    const answer = this.#send({ ...request, subresource: "exec", body, options: { query } });
    return answer as unknown as ExecResult;
  }

  #send(request: ClientRequest): unknown {
    const response = this.#client.request(request);
    for (const warning of response.warnings) {
      // Each text once in a command, as kubectl's own writer does.
      if (this.#warned.has(warning)) continue;
      this.#warned.add(warning);
      this.#warn(warning);
    }
    if (response.code >= 400) throw new ServerError(response.body as Status);
    return response.body;
  }
}

function targetOf(row: ResourceRow, namespace: string | undefined): Target {
  const { group, version, resource } = row;
  if (namespace === undefined || !row.namespaced) return { group, version, resource };
  return { group, version, resource, namespace };
}
