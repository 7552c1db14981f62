/** Programs that ask others over the network. */
export { curl } from "./curl.ts";
export { dig, getent, host, nslookup } from "./lookup.ts";
export { nc } from "./nc.ts";
export { wget } from "./wget.ts";
