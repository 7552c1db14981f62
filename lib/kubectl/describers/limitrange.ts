/** `describe limitrange` */
import { type Describer, type Fields, fieldsOf } from "./describer.ts";
import { limitLines } from "./namespace.ts";

export const limitRangeDescriber: Describer = {
  kind: "LimitRange",
  describe: ({ object, out }) => {
    out.line(0, `Name:\t${object.metadata.name}`);
    out.line(0, `Namespace:\t${object.metadata.namespace ?? ""}`);
    const titles = ["Type", "Resource", "Min", "Max", "Default Request", "Default Limit"];
    const all = [...titles, "Max Limit/Request Ratio"];
    out.line(0, all.join("\t"));
    out.line(0, all.map((title) => "-".repeat(title.length)).join("\t"));
    for (const limit of (fieldsOf(object.spec).limits ?? []) as readonly Fields[]) {
      for (const line of limitLines(limit)) out.line(0, line);
    }
  },
};
