/** `kubectl create secret generic|tls|docker-registry` */
import type { CommandContext } from "../../command/context.ts";
import { KubectlError } from "../../command/error.ts";
import { boolFlag, textFlag } from "../../command/shared-flags.ts";
import type { Verb } from "../../command/verb.ts";
import { encodeBase64 } from "../../text/base64.ts";
import { contentHash } from "../../text/content-hash.ts";
import { CREATE_FLAGS, createTyped, nameOf } from "./create-typed.ts";
import { DATA_FLAGS, readData } from "./data-sources.ts";

const genericVerb: Verb = {
  name: "generic",
  summary: "Create a secret from a local file, directory, or literal value",
  usage: "NAME [--type=string] [--from-file=[key=]source] [--from-literal=key1=value1]",
  flags: [...CREATE_FLAGS, ...DATA_FLAGS, textFlag("type", "Type of the secret.")],
  run: (context) => {
    const name = nameOf(context);
    const type = context.flags.text("type");
    createSecret(context, name, readData(context, "Secret", name), type, "secret ");
  },
};

const tlsVerb: Verb = {
  name: "tls",
  summary: "Create a TLS secret",
  usage: "NAME --cert=path/to/cert/file --key=path/to/key/file",
  flags: [
    ...CREATE_FLAGS,
    textFlag("cert", "Path of the PEM certificate."),
    textFlag("key", "Path of the PEM key."),
    boolFlag("append-hash", "Add a hash of the content to the name."),
  ],
  run: (context) => {
    const name = nameOf(context);
    const [cert, key] = [context.flags.text("cert"), context.flags.text("key")];
    if (key === "" || cert === "") throw new KubectlError("key and cert must be specified");
    const data = { "tls.crt": readPem(context, cert), "tls.key": readPem(context, key) };
    checkPem(data["tls.crt"], "certificate");
    checkPem(data["tls.key"], "key");
    createSecret(context, name, data, "kubernetes.io/tls", "secret ");
  },
};

const dockerVerb: Verb = {
  name: "docker-registry",
  summary: "Create a secret for use with a Docker registry",
  usage: "NAME --docker-username=user --docker-password=password [--docker-server=string]",
  flags: [
    ...CREATE_FLAGS,
    textFlag("docker-server", "Address of the registry.", {
      default: "https://index.docker.io/v1/",
    }),
    textFlag("docker-username", "User."),
    textFlag("docker-password", "Password."),
    textFlag("docker-email", "E-mail address."),
    boolFlag("append-hash", "Add a hash of the content to the name."),
    { name: "from-file", type: "list", help: "A docker configuration file." },
  ],
  run: (context) => {
    const name = nameOf(context);
    const { flags } = context;
    const [file] = flags.list("from-file");
    const content = file === undefined ? dockerConfig(context) : readPem(context, file);
    const data = { ".dockerconfigjson": content };
    createSecret(context, name, data, "kubernetes.io/dockerconfigjson", "secret ");
  },
};

export const createSecretVerb: Verb = {
  name: "secret",
  summary: "Create a secret with specified type",
  usage: "(docker-registry | generic | tls)",
  verbs: [dockerVerb, genericVerb, tlsVerb],
};

function createSecret(
  context: CommandContext,
  name: string,
  data: Readonly<Record<string, string>>,
  type: string,
  what: string,
): void {
  const encoded = Object.entries(data).map(([key, value]) => [key, encodeBase64(value)] as const);
  const filled = encoded.length === 0 ? {} : { data: Object.fromEntries(encoded) };
  const hash = contentHash({ kind: "Secret", type, name, data: Object.fromEntries(encoded) });
  const full = context.flags.bool("append-hash") ? `${name}-${hash}` : name;
  const object = { metadata: { name: full }, ...filled, ...(type === "" ? {} : { type }) };
  createTyped(context, {
    apiVersion: "v1",
    kind: "Secret",
    object,
    failure: `failed to create ${what}`,
  });
}

function dockerConfig({ flags }: CommandContext): string {
  const username = flags.text("docker-username");
  const password = flags.text("docker-password");
  if (username === "" || password === "" || flags.text("docker-server") === "") {
    throw new KubectlError(
      "either --from-file or the combination of --docker-username, --docker-password and " +
        "--docker-server is required",
    );
  }
  const email = flags.text("docker-email");
  const entry = {
    username,
    password,
    ...(email === "" ? {} : { email }),
    auth: encodeBase64(`${username}:${password}`),
  };
  return JSON.stringify({ auths: { [flags.text("docker-server")]: entry } });
}

function readPem({ io }: CommandContext, path: string): string {
  const text = io.readFile(path);
  if (text === undefined) {
    throw new KubectlError(`Cannot read file ${path}, open ${path}: no such file or directory`);
  }
  return text;
}

function checkPem(text: string, what: string): void {
  if (text.includes("-----BEGIN ")) return;
  throw new KubectlError(`tls: failed to find any PEM data in ${what} input`);
}
