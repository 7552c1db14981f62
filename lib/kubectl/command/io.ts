/** What kubectl is given: a cluster's client, files, standard input and a kubeconfig. */
import type { Client } from "#lib/simulator";
import type { Kubeconfig } from "../kubeconfig.ts";

export type KubectlIo = {
  readonly client: Client;
  /** The text of a file; undefined where there is none. */
  readonly readFile: (path: string) => string | undefined;
  /** Names of the files in a folder; undefined where there is no such folder. */
  readonly listFiles: (path: string) => readonly string[] | undefined;
  /** For `cp` from a container; without it that is refused. */
  readonly writeFile?: (path: string, text: string) => void;
  /** An editor: a text as it is saved; undefined when it is left unsaved. */
  readonly edit?: (text: string) => string | undefined;
  readonly stdin?: string;
  readonly kubeconfig: Kubeconfig;
  readonly env?: Readonly<Record<string, string>>;
  /** For `--as`: a client under another name; without it `--as` is refused. */
  readonly impersonate?: (user: string, groups: readonly string[]) => Client;
};

export type KubectlResult = {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
};
