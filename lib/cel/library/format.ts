/** Named forms of texts: `format.dns1123Label().validate(self)`. */
import { Optional } from "@marcbachmann/cel-js";
import type { Handlers } from "./handler.ts";

/** What is wrong with a text; nothing if it is of the form. */
type Rule = (text: string) => readonly string[];

export class FormatNamespace {}

export class CelFormat {
  readonly rule: Rule;

  constructor(rule: Rule) {
    this.rule = rule;
  }
}

const LABEL =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
const SUBDOMAIN =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
const LABEL_1035 =
  "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')";
const NAME_PART =
  "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
const VALUE =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

const formed =
  (pattern: RegExp, words: string, most = Number.POSITIVE_INFINITY): Rule =>
  (text) => [
    ...(pattern.test(text) ? [] : [words]),
    ...(text.length > most ? [`must be no more than ${most} characters`] : []),
  ];

/** A prefix may end with a dash: something will follow. */
const begun =
  (rule: Rule): Rule =>
  (text) =>
    rule(text.endsWith("-") && text.length > 1 ? `${text.slice(0, -1)}a` : text);

const label = formed(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/, LABEL, 63);
const subdomain = formed(
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/,
  SUBDOMAIN,
  253,
);
const label1035 = formed(/^[a-z]([-a-z0-9]*[a-z0-9])?$/, LABEL_1035, 63);

const qualifiedName: Rule = (text) => {
  const parts = text.split("/");
  const [prefix, name = ""] = parts.length === 1 ? [undefined, text] : parts;
  const part = formed(/^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/, NAME_PART);
  return [
    ...(prefix === undefined ? [] : subdomain(prefix).map((why) => `prefix part ${why}`)),
    ...(name === "" ? ["name part must be non-empty"] : []),
    ...part(name),
  ];
};

const RULES: Readonly<Record<string, Rule>> = {
  dns1123Label: label,
  dns1123Subdomain: subdomain,
  dns1035Label: label1035,
  qualifiedName,
  dns1123LabelPrefix: begun(label),
  dns1123SubdomainPrefix: begun(subdomain),
  dns1035LabelPrefix: begun(label1035),
  labelValue: formed(/^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/, VALUE, 63),
  uri: formed(/^([a-z][a-z0-9+.-]*:\/\/[^\s]+|\/[^\s]*)$/i, "must be a valid URI"),
  uuid: formed(/^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$/i, "does not match the UUID format"),
  byte: formed(
    /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/,
    "invalid base64",
  ),
  date: formed(/^\d{4}-(0\d|1[0-2])-([0-2]\d|3[01])$/, "invalid date"),
  datetime: formed(
    /^\d{4}-(0\d|1[0-2])-([0-2]\d|3[01])T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
    "invalid datetime",
  ),
};

const F = "kubernetes.NamedFormat";

export const FORMAT_FUNCTIONS: Handlers = {
  ...Object.fromEntries(
    Object.entries(RULES).map(([name, rule]) => [
      `formatNamespace.${name}(): ${F}`,
      () => new CelFormat(rule),
    ]),
  ),
  [`formatNamespace.named(string): optional<${F}>`]: (_format: unknown, name: string) => {
    const rule = RULES[name];
    return rule === undefined ? Optional.none() : Optional.of(new CelFormat(rule));
  },
  [`${F}.validate(string): optional<list>`]: ({ rule }: CelFormat, text: string) => {
    const faults = rule(text);
    return faults.length === 0 ? Optional.none() : Optional.of(faults);
  },
};
