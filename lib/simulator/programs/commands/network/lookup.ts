/**
 * nslookup, dig, host and getent: what name servers say, in the words of each.
 *
 * Not simulated: busybox's lines for the domains of its search path in which it found nothing.
 */
import type { Command, NameRecord, NameReply, NameType, Process } from "../../machine.ts";
import { isBusybox, lastValue, readCall, succeedsUnseen } from "./call.ts";

const TYPES: readonly string[] = ["A", "AAAA", "CNAME", "NS", "PTR", "SOA", "SRV", "TXT"];
const IPV4 = /^\d+\.\d+\.\d+\.\d+$/;

function typeOf(text: string | undefined): NameType | undefined {
  const upper = text?.toUpperCase() ?? "";
  return TYPES.includes(upper) ? (upper as NameType) : undefined;
}

/** The first of the names of the search path that there is; else the name as it stands. */
function search(
  name: string,
  type: NameType,
  process: Process,
  server: string | undefined,
  domains: readonly string[],
): { readonly name: string; readonly reply: NameReply } {
  const { query } = process.machine.network;
  if (!name.endsWith(".")) {
    for (const domain of domains) {
      const full = `${name}.${domain}`;
      const reply = query(full, type, server);
      if (reply === "i/o timeout") return { name, reply };
      if (reply.code === "NOERROR" && reply.answers.length > 0) return { name: full, reply };
    }
  }
  return { name: name.replace(/\.$/, ""), reply: query(name, type, server) };
}

function reverseName(ip: string): string {
  return `${ip.split(".").reverse().join(".")}.in-addr.arpa`;
}

/** A name server given by name is asked at its address. */
function serverOf(given: string | undefined, process: Process): string | undefined {
  if (given === undefined || IPV4.test(given)) return given;
  return process.machine.network.resolve(given)?.ips[0] ?? given;
}

export const nslookup: Command = (args, process) => {
  const typed = args.map((arg) => /^-(?:type|query|q)=(.+)$/.exec(arg)?.[1]).find((one) => one);
  const [name = "", given] = args.filter((arg) => !arg.startsWith("-"));
  if (succeedsUnseen(name, process)) return 0;
  const { dnsServer, searches } = process.machine.network;
  const isReverse = IPV4.test(name);
  const type = typeOf(typed) ?? (isReverse ? "PTR" : "A");
  const server = serverOf(given, process) ?? dnsServer;
  const asked = isReverse ? reverseName(name) : name;
  const found = search(asked, type, process, server, isReverse ? [] : searches);
  const small = isBusybox(process);
  const { reply } = found;
  if (reply === "i/o timeout") {
    const once = `;; communications error to ${server}#53: timed out\n`;
    process.stdout(
      small
        ? ";; connection timed out; no servers could be reached\n\n"
        : `${once.repeat(3)};; no servers could be reached\n\n`,
    );
    return 1;
  }
  process.stdout(`Server:\t\t${server}\nAddress:\t${server}${small ? ":" : "#"}53\n\n`);
  if (reply.code === "NXDOMAIN") {
    process.stdout(`** server can't find ${found.name}: NXDOMAIN\n${small ? "" : "\n"}`);
    return 1;
  }
  if (reply.answers.length === 0) {
    process.stdout(`*** Can't find ${found.name}: No answer\n`);
    return small ? 0 : 1;
  }
  for (const record of reply.answers) process.stdout(lookupLine(record));
  return 0;
};

function lookupLine({ data, name, type }: NameRecord): string {
  if (type === "A" || type === "AAAA") return `Name:\t${name}\nAddress: ${data}\n`;
  if (type === "PTR") return `${name}\tname = ${data}\n`;
  if (type === "SRV") return `${name}\tservice = ${data}\n`;
  return `${name}\tcanonical name = ${data}\n`;
}

export const dig: Command = (args, process) => {
  const options = args.filter((arg) => arg.startsWith("+"));
  const server = serverOf(args.find((arg) => arg.startsWith("@"))?.slice(1), process);
  const rest = args.filter((arg) => !/^[+@]/.test(arg));
  const call = readCall(rest, "tpxbkq");
  const typed = call.operands.find((word) => typeOf(word) !== undefined);
  const reverse = lastValue(call, "-x");
  const given = call.operands.find((word) => word !== typed && word !== "IN") ?? ".";
  const type = typeOf(lastValue(call, "-t") ?? typed) ?? (reverse === undefined ? "A" : "PTR");
  const asked = reverse === undefined ? given : reverseName(reverse);
  const { network } = process.machine;
  const searches = options.includes("+search") ? network.searches : [];
  const { name, reply } = search(asked, type, process, server, searches);
  const at = server ?? network.dnsServer;
  if (reply === "i/o timeout") {
    const once = `;; communications error to ${at}#53: timed out\n`;
    process.stdout(`${once.repeat(3)}\n${DIG} ${asked}\n${GLOBAL};; no servers could be reached\n`);
    return 9;
  }
  const lines = reply.answers.map(
    (one) => `${one.name}.\t${one.ttl}\tIN\t${one.type}\t${one.data}\n`,
  );
  if (options.includes("+short")) {
    process.stdout(reply.answers.map(({ data }) => `${data}\n`).join(""));
    return 0;
  }
  const answer = lines.length === 0 ? "" : `;; ANSWER SECTION:\n${lines.join("")}\n`;
  if (options.includes("+noall")) {
    if (options.includes("+answer")) process.stdout(lines.join(""));
    return 0;
  }
  const question = `;; QUESTION SECTION:\n;${name}.\t\tIN\t${type}\n\n`;
  const flags = `;; flags: qr aa rd; QUERY: 1, ANSWER: ${lines.length}, AUTHORITY: 0, ADDITIONAL: 1\n`;
  const head = `;; Got answer:\n;; ->>HEADER<<- opcode: QUERY, status: ${reply.code}, id: 4242\n${flags}`;
  const tail = `;; Query time: 1 msec\n;; SERVER: ${at}#53(${at}) (UDP)\n`;
  process.stdout(`\n${DIG} ${args.join(" ")}\n${GLOBAL}${head}\n${question}${answer}${tail}\n`);
  return 0;
};

const DIG = "; <<>> DiG 9.18.33 <<>>";
const GLOBAL = ";; global options: +cmd\n";

export const host: Command = (args, process) => {
  const call = readCall(args, "tW");
  const [name = ""] = call.operands;
  const type = typeOf(lastValue(call, "-t")) ?? (IPV4.test(name) ? "PTR" : "A");
  const asked = IPV4.test(name) ? reverseName(name) : name;
  const { searches } = process.machine.network;
  const found = search(asked, type, process, undefined, IPV4.test(name) ? [] : searches);
  if (found.reply === "i/o timeout") {
    process.stdout(";; connection timed out; no servers could be reached\n");
    return 1;
  }
  if (found.reply.code === "NXDOMAIN") {
    process.stdout(`Host ${name} not found: 3(NXDOMAIN)\n`);
    return 1;
  }
  const verbs: Readonly<Record<string, string>> = {
    A: "has address",
    CNAME: "is an alias for",
    PTR: "domain name pointer",
    SRV: "has SRV record",
  };
  for (const { data, name: owner, type: kind } of found.reply.answers) {
    process.stdout(`${owner} ${verbs[kind] ?? `has ${kind} record`} ${data}\n`);
  }
  return 0;
};

export const getent: Command = ([database, name], process) => {
  if ((database !== "hosts" && database !== "ahosts") || name === undefined) return 2;
  if (succeedsUnseen(name, process)) return 0;
  const found = process.machine.network.resolve(name);
  if (found === undefined) return 2;
  process.stdout(`${found.ips[0] ?? ""}  ${found.name}  ${name}\n`);
  return 0;
};
