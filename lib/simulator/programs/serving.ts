/** What a server knows of itself and of the one who asks it. */

export type ServedFiles = { read(path: string): string | undefined };

/** Whom a server answers for. */
export type Serving = {
  readonly files: ServedFiles;
  readonly hostname: string;
  readonly life: { readonly program: readonly string[] };
};

/** What a server is told of the one who asks. */
export type Asked = {
  readonly clientIp: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
};
