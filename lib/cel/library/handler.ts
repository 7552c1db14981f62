/** What a library is: the functions it adds, each by its signature. */

export type Handlers = Readonly<Record<string, (...values: never[]) => unknown>>;
