/**
 * Rules for names, label keys and values, ports and the like. Each answers what is wrong, in the
 * API server's words; an empty list when nothing is.
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
 */

type Faults = readonly string[];
const NONE: Faults = [];

export function tooLongFault(characters: number): string {
  return `must be no more than ${characters} characters`;
}

export function rangeFault(lowest: number, highest: number): string {
  return `must be between ${lowest} and ${highest}, inclusive`;
}

function shapeFault(message: string, shape: string, ...examples: readonly string[]): string {
  const like = examples.map((example) => `'${example}', `).join(" or ");
  const example = examples.length === 0 ? "(" : `(e.g. ${like}`;
  return `${message} ${example}regex used for validation is '${shape}')`;
}

type Rule = {
  readonly pattern: RegExp;
  readonly maxLength: number;
  readonly fault: string;
  /** Instead of `tooLongFault`. */
  readonly tooLong?: string;
};

function faultsOf(value: string, { pattern, maxLength, fault, tooLong }: Rule): Faults {
  const long = value.length > maxLength;
  const wrong = !pattern.test(value);
  if (!long && !wrong) return NONE;
  return [...(long ? [tooLong ?? tooLongFault(maxLength)] : []), ...(wrong ? [fault] : [])];
}

const LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
const SUBDOMAIN = `${LABEL}(\\.${LABEL})*`;
const LABEL_TEXT =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character";
const SUBDOMAIN_TEXT =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character";

const LABEL_RULE: Rule = {
  pattern: new RegExp(`^${LABEL}$`),
  maxLength: 63,
  fault: shapeFault(LABEL_TEXT, LABEL, "my-name", "123-abc"),
};

const SUBDOMAIN_RULE: Rule = {
  pattern: new RegExp(`^${SUBDOMAIN}$`),
  maxLength: 253,
  fault: shapeFault(SUBDOMAIN_TEXT, SUBDOMAIN, "example.com"),
};

export function dnsLabelFaults(value: string): Faults {
  const faults = faultsOf(value, LABEL_RULE);
  if (faults.length === 0 || LABEL_RULE.pattern.test(value)) return faults;
  if (!SUBDOMAIN_RULE.pattern.test(value)) return faults;
  return faults.map((fault) => (fault === LABEL_RULE.fault ? "must not contain dots" : fault));
}

const WILDCARD = `\\*\\.${SUBDOMAIN}`;
const WILDCARD_RULE: Rule = {
  pattern: new RegExp(`^${WILDCARD}$`),
  maxLength: 253,
  fault: shapeFault(
    "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must consist of lower case alphanumeric characters, '-' or '.' and end with an alphanumeric character",
    WILDCARD,
    "*.example.com",
  ),
};

/** Hosts of an Ingress: `*` for one label at the front. */
export function wildcardSubdomainFaults(value: string): Faults {
  return faultsOf(value, WILDCARD_RULE);
}

export function dnsSubdomainFaults(value: string): Faults {
  return faultsOf(value, SUBDOMAIN_RULE);
}

const DNS1035 = "[a-z]([-a-z0-9]*[a-z0-9])?";
const DNS1035_RULE: Rule = {
  pattern: new RegExp(`^${DNS1035}$`),
  maxLength: 63,
  fault: shapeFault(
    "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character",
    DNS1035,
    "my-name",
    "abc-123",
  ),
};

export function dns1035LabelFaults(value: string): Faults {
  return faultsOf(value, DNS1035_RULE);
}

const LABEL_KEY = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
const LABEL_KEY_TEXT =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";
const LABEL_KEY_PATTERN = new RegExp(`^${LABEL_KEY}$`);
const LABEL_KEY_FAULT = shapeFault(LABEL_KEY_TEXT, LABEL_KEY, "MyName", "my.name", "123-abc");

const knownKeys = new Map<string, Faults>();

/** Of a label's key, a finalizer and everything else that may be `prefix/name`. */
export function labelKeyFaults(key: string): Faults {
  const known = knownKeys.get(key);
  if (known !== undefined) return known;
  const faults = keyFaults(key);
  if (knownKeys.size > 5000) knownKeys.clear();
  knownKeys.set(key, faults);
  return faults;
}

function keyFaults(key: string): Faults {
  const parts = key.split("/");
  if (parts.length > 2) {
    const hint = " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')";
    return [`a valid label key ${LABEL_KEY_FAULT}${hint}`];
  }
  const name = parts.at(-1) ?? "";
  const faults: string[] = [];
  if (parts.length === 2) {
    const [prefix = ""] = parts;
    if (prefix === "") faults.push("prefix part must be non-empty");
    else {
      for (const fault of faultsOf(prefix, { ...SUBDOMAIN_RULE, tooLong: bytesFault(253) })) {
        faults.push(`prefix part ${fault}`);
      }
    }
  }
  if (name === "") faults.push("name part must be non-empty");
  else if (name.length > 63) faults.push(`name part ${bytesFault(63)}`);
  if (!LABEL_KEY_PATTERN.test(name)) faults.push(`name part ${LABEL_KEY_FAULT}`);
  return faults;
}

function bytesFault(bytes: number): string {
  return `must be no more than ${bytes} bytes`;
}

const LABEL_VALUE = `(${LABEL_KEY})?`;
const LABEL_VALUE_RULE: Rule = {
  pattern: new RegExp(`^${LABEL_VALUE}$`),
  maxLength: 63,
  tooLong: bytesFault(63),
  fault: shapeFault(
    "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
    LABEL_VALUE,
    "MyValue",
    "my_value",
    "12345",
  ),
};

export function labelValueFaults(value: string): Faults {
  return faultsOf(value, LABEL_VALUE_RULE);
}

export function portNumberFaults(port: number): Faults {
  return port >= 1 && port <= 65_535 ? NONE : [rangeFault(1, 65_535)];
}

export function portNameFaults(name: string): Faults {
  const faults: string[] = [];
  if (name.length > 15) faults.push(tooLongFault(15));
  if (!/^[-a-z0-9]+$/.test(name)) {
    faults.push("must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)");
  }
  if (!/[a-z]/.test(name)) faults.push("must contain at least one letter (a-z)");
  if (name.includes("--")) faults.push("must not contain consecutive hyphens");
  if (name.startsWith("-") || name.endsWith("-"))
    faults.push("must not begin or end with a hyphen");
  return faults;
}

export function environmentNameFaults(name: string): Faults {
  const faults = name === "" ? ["environment variable name must be non-empty"] : [];
  if (/^[ -<>-~]*$/.test(name)) return faults;
  return [
    ...faults,
    "a valid environment variable name must consist only of printable ASCII characters other than '='",
  ];
}

const CONFIG_KEY = "[-._a-zA-Z0-9]+";
const CONFIG_KEY_RULE: Rule = {
  pattern: new RegExp(`^${CONFIG_KEY}$`),
  maxLength: 253,
  fault: shapeFault(
    "a valid config key must consist of alphanumeric characters, '-', '_' or '.'",
    CONFIG_KEY,
    "key.name",
    "KEY_NAME",
    "key-name",
  ),
};

export function configKeyFaults(key: string): Faults {
  const faults = faultsOf(key, CONFIG_KEY_RULE);
  return [...faults, ...parentFolderFaults(key)];
}

function parentFolderFaults(value: string): Faults {
  if (value === "." || value === "..") return [`must not be '${value}'`];
  return value.startsWith("..") ? ["must not start with '..'"] : NONE;
}

const PERCENT = "[0-9]+%";
const PERCENT_FAULT = shapeFault(
  "a valid percent string must be a numeric string followed by an ending '%'",
  PERCENT,
  "1%",
  "93%",
);

export function percentFaults(value: string): Faults {
  return /^[0-9]+%$/.test(value) ? NONE : [PERCENT_FAULT];
}

const HEADER = "[-A-Za-z0-9]+";
export function headerNameFaults(value: string): Faults {
  if (/^[-A-Za-z0-9]+$/.test(value)) return NONE;
  const text = "a valid HTTP header must consist of alphanumeric characters or '-'";
  return [shapeFault(text, HEADER, "X-Header-Name")];
}

const LOOSE_LABEL = "_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?";
const LOOSE_SUBDOMAIN = `${LOOSE_LABEL}(\\.${LOOSE_LABEL})*`;
const LOOSE_RULE: Rule = {
  pattern: new RegExp(`^${LOOSE_SUBDOMAIN}$`),
  maxLength: 253,
  fault: shapeFault(
    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '_', '-' or '.', and must start and end with an alphanumeric character",
    LOOSE_SUBDOMAIN,
    "example.com",
  ),
};

/** Search domains may have underscores besides. */
export function relaxedSubdomainFaults(value: string): Faults {
  return faultsOf(value, LOOSE_RULE);
}
