/** `describe volumeattributesclass` */
import { goValue } from "../text/go-value.ts";
import type { Describer } from "./describer.ts";
import { writeEvents } from "./events.ts";
import { pairsText } from "./labels-text.ts";

export const volumeAttributesClassDescriber: Describer = {
  kind: "VolumeAttributesClass",
  describe: (run) => {
    const { object, out } = run;
    out.line(0, `Name:\t${object.metadata.name}`);
    out.line(0, `Annotations:\t${pairsText(object.metadata.annotations)}`);
    out.line(0, `DriverName:\t${goValue(object.driverName)}`);
    out.line(0, `Parameters:\t${pairsText(object.parameters)}`);
    writeEvents(run);
  },
};
