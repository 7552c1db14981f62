/** Well-known reasons why a server image ends right after its start, in its own words. */
import type { Machine } from "./machine.ts";

export type Refusal = { readonly code: number; readonly message: string };

type Rule = (machine: Machine) => Refusal | undefined;

/** Needs one of these variables with a value. */
function needsOneOf(names: readonly string[], message: string): Rule {
  return ({ env }) =>
    names.some((name) => (env.get(name) ?? "") !== "") ? undefined : { code: 1, message };
}

const CACHE = "/var/cache/nginx";

const nginxNeedsCache: Rule = ({ files, user }) => {
  if (files.isMounted(CACHE)) return undefined;
  const failed = `nginx: [emerg] mkdir() "${CACHE}/client_temp" failed`;
  if (files.isReadOnly(`${CACHE}/client_temp`)) {
    return { code: 1, message: `${failed} (30: Read-only file system)` };
  }
  return user.uid === 0 ? undefined : { code: 1, message: `${failed} (13: Permission denied)` };
};

const RULES: Readonly<Record<string, Rule>> = {
  "docker.io/library/postgres": needsOneOf(
    ["POSTGRES_PASSWORD", "POSTGRES_PASSWORD_FILE", "POSTGRES_HOST_AUTH_METHOD"],
    'Error: Database is uninitialized and superuser password is not specified.\n       You must specify POSTGRES_PASSWORD to a non-empty value for the\n       superuser. For example, "-e POSTGRES_PASSWORD=password" on "docker run".',
  ),
  "docker.io/library/mysql": needsOneOf(
    [
      "MYSQL_ROOT_PASSWORD",
      "MYSQL_ROOT_PASSWORD_FILE",
      "MYSQL_ALLOW_EMPTY_PASSWORD",
      "MYSQL_RANDOM_ROOT_PASSWORD",
    ],
    "[ERROR] [Entrypoint]: Database is uninitialized and password option is not specified\n    You need to specify one of the following as an environment variable:\n    - MYSQL_ROOT_PASSWORD\n    - MYSQL_ALLOW_EMPTY_PASSWORD\n    - MYSQL_RANDOM_ROOT_PASSWORD",
  ),
  "docker.io/library/mariadb": needsOneOf(
    [
      "MARIADB_ROOT_PASSWORD",
      "MYSQL_ROOT_PASSWORD",
      "MARIADB_ROOT_PASSWORD_FILE",
      "MARIADB_ALLOW_EMPTY_ROOT_PASSWORD",
      "MYSQL_ALLOW_EMPTY_PASSWORD",
      "MARIADB_RANDOM_ROOT_PASSWORD",
    ],
    "[ERROR] [Entrypoint]: Database is uninitialized and password option is not specified",
  ),
  "docker.io/library/nginx": nginxNeedsCache,
};

const HAPROXY_FILE = "/usr/local/etc/haproxy/haproxy.cfg";

/** What only the real servers need: those of the recordings were content with less. */
const REAL_RULES: Readonly<Record<string, Rule>> = {
  "docker.io/library/elasticsearch": ({ env }) =>
    ["discovery.type", "discovery.seed_hosts", "cluster.initial_master_nodes"].some(
      (name) => (env.get(name) ?? "") !== "",
    )
      ? undefined
      : {
          code: 78,
          message:
            "bootstrap check failure [1] of [1]: the default discovery settings are unsuitable for production use; at least one of [discovery.seed_hosts, discovery.seed_providers, cluster.initial_master_nodes] must be configured",
        },
  "docker.io/library/haproxy": ({ files }) =>
    files.read(HAPROXY_FILE) !== undefined
      ? undefined
      : {
          code: 1,
          message: `[ALERT]    (1) : Cannot open configuration file/directory ${HAPROXY_FILE} : No such file or directory`,
        },
  "docker.io/nginxinc/nginx-unprivileged": ({ files }) =>
    files.isReadOnly("/tmp/proxy_temp")
      ? {
          code: 1,
          message: 'nginx: [emerg] mkdir() "/tmp/proxy_temp" failed (30: Read-only file system)',
        }
      : undefined,
};

export function refusalOf(machine: Machine): Refusal | undefined {
  const { image, runtime } = machine;
  const found = RULES[image.repository]?.(machine);
  if (found !== undefined || !runtime.knowsServers) return found;
  return REAL_RULES[image.repository]?.(machine);
}
