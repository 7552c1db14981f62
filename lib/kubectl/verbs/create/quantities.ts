/** `cpu=1,memory=1Gi` as a flag's value. */
import { KubectlError } from "../../command/error.ts";

const QUANTITY = /^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$/;

/** undefined for an empty text. */
export function readQuantities(text: string): Readonly<Record<string, string>> | undefined {
  if (text === "") return undefined;
  const pairs = text.split(",").map((part) => {
    const [name = "", value, ...rest] = part.split("=");
    if (value === undefined || rest.length > 0) {
      throw new KubectlError(`Invalid argument syntax ${part}, expected <resource>=<value>`);
    }
    if (!QUANTITY.test(value)) {
      throw new KubectlError(
        "quantities must match the regular expression " +
          "'^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
      );
    }
    return [name, value] as const;
  });
  return Object.fromEntries(pairs);
}
