/** What a definition's group, names, scope and versions must be. */
import {
  type FieldError,
  forbiddenField,
  invalid,
  notSupported,
  required,
} from "../../../api/field-error.ts";
import { dns1035LabelFaults, dnsSubdomainFaults } from "../../../api/name-rule.ts";
import type {
  CustomResourceColumnDefinition as Column,
  CustomResourceDefinition as Definition,
  CustomResourceDefinitionNames as Names,
  CustomResourceDefinitionVersion as Version,
} from "../../../api/types.generated.ts";

const MIXED = "may have mixed case, but should otherwise match: ";
const COLUMN_TYPES = ["boolean", "date", "integer", "number", "string"];
const COLUMN_FORMATS = [
  "byte",
  "date",
  "date-time",
  "double",
  "float",
  "int32",
  "int64",
  "password",
];

export function groupFaults(group: string): readonly FieldError[] {
  if (group === "") return [required("spec.group")];
  const faults = dnsSubdomainFaults(group);
  if (faults.length > 0) return [invalid("spec.group", group, faults.join(","))];
  return group.includes(".")
    ? []
    : [invalid("spec.group", group, "should be a domain with at least one dot")];
}

export function scopeFaults(scope: string): readonly FieldError[] {
  const scopes = ["Cluster", "Namespaced"];
  if (scope === "") return [required("spec.scope")];
  return scopes.includes(scope) ? [] : [notSupported("spec.scope", scope, scopes)];
}

export function namesFaults(names: Names): readonly FieldError[] {
  const { kind = "", listKind = "", plural = "", singular = "" } = names;
  const { categories = [], shortNames = [] } = names;
  const all = { plural, singular, kind, listKind };
  const label = (field: string, value: string, prefix = "") => {
    const faults =
      value === "" ? [] : dns1035LabelFaults(prefix === "" ? value : value.toLowerCase());
    return faults.length === 0
      ? []
      : [invalid(`spec.names.${field}`, value, prefix + faults.join(","))];
  };
  return [
    ...Object.entries(all).flatMap(([field, value]) =>
      value === "" ? [required(`spec.names.${field}`)] : [],
    ),
    ...label("plural", plural),
    ...label("singular", singular),
    ...label("kind", kind, MIXED),
    ...label("listKind", listKind, MIXED),
    ...shortNames.flatMap((name, i) => label(`shortNames[${i}]`, name)),
    ...(kind !== "" && kind === listKind
      ? [invalid("spec.names.listKind", listKind, "kind and listKind may not be the same")]
      : []),
    ...categories.flatMap((name, i) => label(`categories[${i}]`, name)),
  ];
}

export function versionsFaults({ spec }: Definition): readonly FieldError[] {
  const versions = spec.versions ?? [];
  const names = versions.map(({ name }) => name);
  const faults: FieldError[] = [];
  const shown = versions.length === 0 ? null : versions;
  for (const [i, version] of versions.entries()) {
    const at = `spec.versions[${i}]`;
    const why = dns1035LabelFaults(version.name ?? "");
    if (why.length > 0) faults.push(invalid(`${at}.name`, version.name, why.join(",")));
    if (version.schema?.openAPIV3Schema === undefined) {
      const missing = spec.preserveUnknownFields === true ? "" : "schemas are required";
      faults.push(required(`${at}.schema.openAPIV3Schema`, missing));
    }
    faults.push(...pathFaults(version, versions.length > 1 ? at : "spec"));
    if (version.deprecationWarning !== undefined && version.deprecated !== true) {
      const text = "can only be set for deprecated versions";
      faults.push(invalid(`${at}.deprecationWarning`, version.deprecationWarning, text));
    }
  }
  if (new Set(names).size < names.length) {
    faults.push(invalid("spec.versions", shown, "must contain unique version names"));
  }
  if (versions.filter(({ storage }) => storage).length !== 1) {
    const why = "must have exactly one version marked as storage version";
    faults.push(invalid("spec.versions", shown, why));
  }
  // The first version has a field of its own inside the server.
  const [first = ""] = names;
  const why = first === "" ? [] : dns1035LabelFaults(first);
  if (why.length > 0) faults.push(invalid("spec.version", first, why.join(",")));
  return faults;
}

function pathFaults(version: Version, at: string): readonly FieldError[] {
  const { additionalPrinterColumns = [], subresources } = version;
  return [
    ...additionalPrinterColumns.flatMap((column, i) =>
      columnFaults(column, `${at}.additionalPrinterColumns[${i}]`),
    ),
    ...(subresources?.scale === undefined
      ? []
      : [
          ...scalePathFaults(subresources.scale.specReplicasPath, "spec", `${at}.subresources`),
          ...scalePathFaults(subresources.scale.statusReplicasPath, "status", `${at}.subresources`),
        ]),
  ];
}

function scalePathFaults(path: string, root: string, at: string): readonly FieldError[] {
  const field = `${at}.scale.${root}ReplicasPath`;
  if ((path ?? "") === "") return [required(field)];
  return path.startsWith(`.${root}.`)
    ? []
    : [invalid(field, path, `should be a json path under .${root}`)];
}

function columnFaults(column: Column, at: string): readonly FieldError[] {
  const { format = "", jsonPath = "", name = "", type = "" } = column;
  const types = `must be one of ${COLUMN_TYPES.join(",")}`;
  const formats = `must be one of ${COLUMN_FORMATS.join(",")}`;
  return [
    ...(name === "" ? [required(`${at}.name`)] : []),
    ...(type === "" ? [required(`${at}.type`, types)] : []),
    ...(type !== "" && !COLUMN_TYPES.includes(type) ? [invalid(`${at}.type`, type, types)] : []),
    ...(format !== "" && !COLUMN_FORMATS.includes(format)
      ? [invalid(`${at}.format`, format, formats)]
      : []),
    ...(jsonPath === "" ? [required(`${at}.JSONPath`)] : []),
    ...(jsonPath !== "" && !jsonPath.startsWith(".")
      ? [invalid(`${at}.JSONPath`, jsonPath, "must be a simple json path starting with .")]
      : []),
  ];
}

const APPROVAL = "api-approved.kubernetes.io";

/** Groups of the community's own need its word. */
export function approvalFaults({ metadata, spec }: Definition): readonly FieldError[] {
  const { group = "" } = spec;
  const isProtected =
    group === "k8s.io" ||
    group.endsWith(".k8s.io") ||
    group === "kubernetes.io" ||
    group.endsWith(".kubernetes.io");
  if (!isProtected) return [];
  const field = `metadata.annotations[${APPROVAL}]`;
  const value = metadata.annotations?.[APPROVAL];
  const see = "see https://github.com/kubernetes/enhancements/pull/1111";
  if (value === undefined) {
    const why = `protected groups must have approval annotation "${APPROVAL}", ${see}`;
    return [required(field, why)];
  }
  if (/^(https?:\/\/|unapproved)/.test(value)) return [];
  const why = `protected groups must have approval annotation "${APPROVAL}" with either a URL or a reason starting with "unapproved", ${see}`;
  return [invalid(field, value, why)];
}

export function immutableFaults(
  spec: Definition["spec"],
  old: Definition["spec"],
): readonly FieldError[] {
  const same = (field: string, value: unknown, before: unknown) =>
    value === before ? [] : [invalid(field, value, "field is immutable")];
  return [
    ...same("spec.scope", spec.scope, old.scope),
    ...same("spec.names.kind", spec.names.kind, old.names.kind),
    ...same("spec.group", spec.group, old.group),
    ...same("spec.names.plural", spec.names.plural, old.names.plural),
  ];
}

export function nameFaults({ metadata, spec }: Definition): readonly FieldError[] {
  const wanted = `${spec.names?.plural ?? ""}.${spec.group ?? ""}`;
  return metadata.name === wanted
    ? []
    : [invalid("metadata.name", metadata.name, 'must be spec.names.plural+"."+spec.group')];
}

export function conversionFaults({ conversion }: Definition["spec"]): readonly FieldError[] {
  const strategies = ["None", "Webhook"];
  const { strategy = "None" } = conversion ?? {};
  const at = "spec.conversion";
  if (!strategies.includes(strategy)) {
    return [notSupported(`${at}.strategy`, strategy, strategies)];
  }
  if (strategy === "Webhook" && conversion?.webhook?.clientConfig === undefined) {
    return [required(`${at}.webhookClientConfig`, "required when strategy is set to Webhook")];
  }
  if (strategy === "None" && conversion?.webhook !== undefined) {
    const why = "should not be set when strategy is not set to Webhook";
    return [forbiddenField(`${at}.webhookClientConfig`, why)];
  }
  return [];
}
