/** What kubectl checks of keys and values of labels before it asks the server. */

const NAME_RULE =
  "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end " +
  "with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for " +
  "validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";

const VALUE_RULE =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', " +
  "and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or " +
  "'12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

const NAME = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;

/** What is wrong with `prefix/name`; undefined when it is right. */
export function keyFault(key: string): string | undefined {
  const parts = key.split("/");
  if (parts.length > 2) {
    return `a valid label key must consist of alphanumeric characters, '-', '_' or '.', with an optional DNS subdomain prefix and '/'`;
  }
  const name = parts.at(-1) ?? "";
  if (name === "") return `name part must be non-empty; ${NAME_RULE}`;
  if (name.length > 63) return "name part must be no more than 63 bytes";
  return NAME.test(name) ? undefined : NAME_RULE;
}

export function labelValueFault(value: string): string | undefined {
  if (value.length > 63) return "must be no more than 63 bytes";
  return value === "" || NAME.test(value) ? undefined : VALUE_RULE;
}
