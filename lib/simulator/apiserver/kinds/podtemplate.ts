/** What the API server knows of PodTemplates: the template's defaults and rules, columns. */
import type { PodTemplate } from "../../api/types.generated.ts";
import { columns, labelsText } from "../column.ts";
import { changeField } from "../fill-in.ts";
import type { KindStrategy } from "../kind-strategy.ts";
import { namesAndImages } from "../workload/cells.ts";
import { templateWarnings, validateTemplate, withTemplateDefaults } from "../workload/template.ts";

export const podTemplateStrategy: KindStrategy<PodTemplate> = {
  kind: "PodTemplate",
  setDefaults: (given) => changeField(given, "template", withTemplateDefaults),
  validate: ({ template }) => validateTemplate(template, "template"),
  warnings: ({ template }) => templateWarnings(template, "template."),

  columns: columns("Name", "Containers", "Images", "Pod Labels"),
  cells: ({ metadata, template }) => [
    metadata.name,
    ...namesAndImages(template),
    labelsText(template?.metadata?.labels),
  ],
};
