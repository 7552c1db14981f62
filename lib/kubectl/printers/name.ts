/** `-o name`: `deployment.apps/web`, one line an object. */
import type { Printable, Printer } from "./printer.ts";

export const namePrinter: Printer = {
  name: "name",
  takesArgument: false,
  prepare: () => (object) =>
    itemsOf(object)
      .map((item) => `${objectName(item)}\n`)
      .join(""),
};

/** The objects of a list, or the object itself. */
export function itemsOf(object: Printable): readonly Printable[] {
  return Array.isArray(object.items) ? (object.items as readonly Printable[]) : [object];
}

/** `configmap/app`, `deployment.apps/web` */
export function objectName(object: Printable): string {
  const [group, version] = String(object.apiVersion ?? "").split("/");
  const kind = String(object.kind ?? "<unknown>").toLowerCase();
  const metadata = object.metadata as { readonly name?: string } | undefined;
  const type = version === undefined || group === "" ? kind : `${kind}.${group}`;
  return `${type}/${metadata?.name ?? "<unknown>"}`;
}
