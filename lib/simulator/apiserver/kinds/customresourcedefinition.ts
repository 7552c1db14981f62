/** What the API server knows of CustomResourceDefinitions. */
import { type FieldError, invalid } from "../../api/field-error.ts";
import type { CustomResourceDefinition as Definition } from "../../api/types.generated.ts";
import { isKnownFormat } from "../custom/format.ts";
import { isObject, type Schema } from "../custom/schema.ts";
import type { KindStrategy } from "../kind-strategy.ts";
import {
  approvalFaults,
  conversionFaults,
  groupFaults,
  immutableFaults,
  nameFaults,
  namesFaults,
  scopeFaults,
  versionsFaults,
} from "./customresourcedefinition/names.ts";
import { rulesFaults } from "./customresourcedefinition/rule.ts";
import {
  defaultsFaults,
  outsideFaults,
  structureFaults,
} from "./customresourcedefinition/structure.ts";

export const customResourceDefinitionStrategy: KindStrategy<Definition> = {
  kind: "CustomResourceDefinition",

  setDefaults(definition) {
    const { spec } = definition;
    const { kind = "", listKind = "", singular = "" } = spec.names ?? {};
    const names = {
      ...spec.names,
      ...(singular === "" && kind !== "" ? { singular: kind.toLowerCase() } : {}),
      ...(listKind === "" && kind !== "" ? { listKind: `${kind}List` } : {}),
    };
    return { ...definition, spec: { ...spec, names, conversion: spec.conversion ?? NONE } };
  },

  prepareForCreate(definition) {
    const stored = (definition.spec.versions ?? []).find(({ storage }) => storage)?.name;
    const status = {
      acceptedNames: { kind: "", plural: "" },
      conditions: null as never,
      storedVersions: stored === undefined ? (null as never) : [stored],
    };
    return { ...definition, status };
  },

  prepareForUpdate(definition) {
    const stored = definition.spec.versions.find(({ storage }) => storage)?.name;
    const before = definition.status?.storedVersions ?? [];
    if (stored === undefined || before.includes(stored)) return definition;
    return { ...definition, status: { ...definition.status, storedVersions: [...before, stored] } };
  },

  validate(definition) {
    const { spec } = definition;
    return [
      ...nameFaults(definition),
      ...groupFaults(spec.group ?? ""),
      ...scopeFaults(spec.scope ?? ""),
      ...versionsFaults(definition),
      ...namesFaults(spec.names),
      ...schemaFaults(definition),
      ...conversionFaults(spec),
      ...storedFaults(definition),
      ...approvalFaults(definition),
    ];
  },

  validateUpdate: ({ spec }, old) =>
    old.status?.conditions?.some(({ type, status }) => type === "Established" && status === "True")
      ? immutableFaults(spec, old.spec)
      : [],

  warnings: ({ spec }) => {
    const formats = (spec.versions ?? []).flatMap(({ schema }) =>
      unknownFormats((schema?.openAPIV3Schema ?? {}) as unknown as Schema),
    );
    return [...new Set(formats)].map((format) => `unrecognized format ${JSON.stringify(format)}`);
  },

  finalizersOnEveryDelete: ["customresourcecleanup.apiextensions.k8s.io"],
};

const NONE = { strategy: "None" };

/** The one schema that all versions share stands at the top. */
function schemaFaults({ spec }: Definition): readonly FieldError[] {
  const versions = spec.versions ?? [];
  return versions.flatMap(({ schema }, i) => {
    const root = schema?.openAPIV3Schema as unknown as Schema | undefined;
    if (root === undefined) return [];
    const place = versions.length === 1 ? "spec.validation" : `spec.versions[${i}].schema`;
    const at = `${place}.openAPIV3Schema`;
    // Each step takes for granted that nothing was wrong before.
    const steps = [
      () => structureFaults(root, at, "root"),
      () => outsideFaults(root, at),
      () => defaultsFaults(root, at, "root"),
      () => rulesFaults(root, at),
    ];
    for (const step of steps) {
      const faults = step();
      if (faults.length > 0) return faults;
    }
    return [];
  });
}

function unknownFormats(schema: Schema): readonly string[] {
  const { additionalProperties: others, format = "", items, properties = {} } = schema;
  return [
    ...(format === "" || isKnownFormat(format) ? [] : [format]),
    ...Object.values(properties).flatMap(unknownFormats),
    ...(items === undefined ? [] : unknownFormats(items)),
    ...(isObject(others) ? unknownFormats(others as Schema) : []),
  ];
}

function storedFaults({ spec, status }: Definition): readonly FieldError[] {
  const stored = status?.storedVersions ?? [];
  if (stored.length === 0) {
    return [invalid("status.storedVersions", null, "must have at least one stored version")];
  }
  const known = (spec.versions ?? []).map(({ name }) => name);
  return stored.flatMap((name, i) =>
    known.includes(name)
      ? []
      : [
          invalid(
            `status.storedVersions[${i}]`,
            name,
            `missing from spec.versions; ${name} was previously a storage version, and must remain in spec.versions until a storage migration ensures no data remains persisted in ${name} and removes ${name} from status.storedVersions`,
          ),
        ],
  );
}
