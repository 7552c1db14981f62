/** Amounts against the bounds of a LimitRange, in the server's words. */
import { compareQuantities, quantityOf } from "../../api/quantity.ts";
import type { LimitRangeItem } from "../../api/types.generated.ts";

export type Amounts = Readonly<Record<string, string>>;

/** Everything that is wrong with what a container or a whole pod asks for. */
export function limitFaults(
  item: LimitRangeItem,
  requests: Amounts,
  limits: Amounts,
): readonly string[] {
  const names = (amounts: Amounts | undefined) => Object.keys(amounts ?? {}).sort();
  return [
    ...names(item.min).flatMap((name) => minFault(item, name, requests, limits) ?? []),
    ...names(item.max).flatMap((name) => maxFault(item, name, requests, limits) ?? []),
    ...names(item.maxLimitRequestRatio).flatMap(
      (name) => ratioFault(item, name, requests, limits) ?? [],
    ),
  ];
}

export function minFault(
  { min, type }: LimitRangeItem,
  name: string,
  requests: Amounts,
  limits: Amounts,
): string | undefined {
  const bound = min?.[name];
  const [request, limit] = [requests[name], limits[name]];
  const head = `minimum ${name} usage per ${type} is ${bound}`;
  if (request === undefined) return `${head}.  No request is specified`;
  if (compareQuantities(request, bound) < 0) return `${head}, but request is ${request}`;
  if (limit !== undefined && compareQuantities(limit, bound) < 0) {
    return `${head}, but limit is ${limit}`;
  }
  return undefined;
}

function maxFault(
  { max, type }: LimitRangeItem,
  name: string,
  requests: Amounts,
  limits: Amounts,
): string | undefined {
  const bound = max?.[name];
  const [request, limit] = [requests[name], limits[name]];
  const head = `maximum ${name} usage per ${type} is ${bound}`;
  if (limit === undefined) return `${head}.  No limit is specified`;
  if (compareQuantities(limit, bound) > 0) return `${head}, but limit is ${limit}`;
  if (request !== undefined && compareQuantities(request, bound) > 0) {
    return `${head}, but request is ${request}`;
  }
  return undefined;
}

/** Claims have requests only. */
export function maxRequestFault(
  { max, type }: LimitRangeItem,
  name: string,
  requests: Amounts,
): string | undefined {
  const bound = max?.[name];
  const request = requests[name];
  const head = `maximum ${name} usage per ${type} is ${bound}`;
  if (request === undefined) return `${head}.  No request is specified`;
  return compareQuantities(request, bound) > 0 ? `${head}, but request is ${request}` : undefined;
}

function ratioFault(
  { maxLimitRequestRatio, type }: LimitRangeItem,
  name: string,
  requests: Amounts,
  limits: Amounts,
): string | undefined {
  const bound = maxLimitRequestRatio?.[name];
  const number = (text: string | undefined) => Number(quantityOf(text)?.nanos ?? 0n);
  const [request, limit] = [number(requests[name]), number(limits[name])];
  const head = `${name} max limit to request ratio per ${type} is ${bound}`;
  if (request === 0) return `${head}, but no request is specified or request is 0`;
  if (limit === 0) return `${head}, but no limit is specified or limit is 0`;
  const ratio = limit / request;
  return ratio > number(bound) / 1e9
    ? `${head}, but provided ratio is ${ratio.toFixed(6)}`
    : undefined;
}
