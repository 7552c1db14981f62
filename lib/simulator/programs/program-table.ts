/** What programs are called, which of them serve for ever, and on which ports by themselves. */

/** In every image that has a shell. */
export const COMMON_PROGRAMS: ReadonlySet<string> = new Set(
  `sh ash echo sleep cat ls env printenv date true false printf touch rm mkdir rmdir grep egrep test [
  wget nslookup ping head tail wc hostname id whoami uname pwd seq sort uniq cut tr sed awk cp mv ln
  chmod chown kill ps top df du find xargs tee dd mount umount expr basename dirname yes nc telnet ip
  ifconfig route netstat stat sync which timeout mktemp md5sum sha256sum base64 od hexdump vi less
  more fallocate truncate tar gzip gunzip unzip apt apt-get apk yum dnf pgrep pkill free uptime nproc getent`.split(
    /\s+/,
  ),
);

/** Programs that run for ever when started by name: exit code on SIGTERM; 137: they ignore it. */
export const SERVERS: ReadonlyMap<string, number> = new Map([
  ["nginx", 0],
  ["httpd", 0],
  ["httpd-foreground", 0],
  ["apache2", 0],
  ["apache2-foreground", 0],
  ["redis-server", 0],
  ["postgres", 0],
  ["mysqld", 0],
  ["mongod", 0],
  ["memcached", 0],
  ["rabbitmq-server", 0],
  ["caddy", 0],
  ["traefik", 0],
  ["agnhost", 2],
  ["pause", 0],
  ["http-echo", 0],
  ["hello-app", 2],
  ["python", 137],
  ["python3", 137],
  ["node", 137],
  ["npm", 137],
  ["java", 143],
  ["prometheus", 0],
  ["stress", 137],
  ["docker-entrypoint.sh", 0],
]);

/** What a program listens on when it is started by name and is told nothing else. */
export const OWN_PORTS: ReadonlyMap<string, readonly number[]> = new Map([
  ["nginx", [80]],
  ["httpd", [80]],
  ["httpd-foreground", [80]],
  ["redis-server", [6379]],
  ["postgres", [5432]],
  ["mysqld", [3306]],
  ["mongod", [27017]],
  ["memcached", [11211]],
  ["http-echo", [5678]],
  ["hello-app", [8080]],
]);

const SHELLS: ReadonlySet<string> = new Set(["sh", "ash", "bash", "zsh"]);

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

export function isShell(program: string): boolean {
  return SHELLS.has(baseName(program));
}

/** A version, a check, a one-line program: uses of a server's program that end at once. */
export function endsByItself(name: string, args: readonly string[]): boolean {
  const isInterpreter = name === "python" || name === "python3" || name === "node";
  const [first = ""] = args;
  if (args.length === 0) return isInterpreter;
  if (["-v", "-V", "--version", "-version", "-t", "-T", "version"].includes(first)) return true;
  if (first === "-s") return name === "nginx";
  if (first !== "-c" && first !== "-e") return false;
  return isInterpreter && !/while |serve/.test(args.at(-1) ?? "");
}
