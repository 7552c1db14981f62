/** Lists of resources (`cpu: 500m`): canonical text, rounded up to thousandths. */
import {
  canonicalQuantity,
  formatQuantity,
  quantityOf,
  roundUpToMilli,
} from "../../api/quantity.ts";

type Amounts = Readonly<Record<string, string>>;

/** Text that is no quantity stays as it is: decoding has refused it for clients. */
export function canonicalAmounts(amounts: Amounts): Amounts {
  let changed: Record<string, string> | undefined;
  for (const name in amounts) {
    const given = amounts[name] as string | number;
    const quantity = quantityOf(given);
    if (quantity === undefined) continue;
    const rounded = roundUpToMilli(quantity);
    const text = rounded === quantity ? canonicalQuantity(String(given)) : formatQuantity(rounded);
    if (text === given) continue;
    changed ??= { ...amounts };
    changed[name] = text;
  }
  return changed ?? amounts;
}
