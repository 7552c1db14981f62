/** Types of database.mjs for the programs that are written in TypeScript. */
export function openDatabase(
  name?: string,
): Promise<{ readonly url: string; readonly embedded: boolean }>;
export function makeEmptyDatabase(url: string, name: string): Promise<string>;
export function dropDatabase(url: string): Promise<void>;
export function stopIfUnused(): Promise<void>;
