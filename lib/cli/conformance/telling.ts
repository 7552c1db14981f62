/** Which steps tell something: a mere «created» proves little, a refusal or a table proves much. */
import type { RecordedStep } from "./case-file.ts";

const PARTICIPLES = [
  "annotated|approved|autoscaled|configured|cordoned|created|deleted|denied|drained|edited|evicted",
  "exposed|labeled|patched|paused|reconciled|replaced|restarted|resumed|resized|scaled|serverside-applied",
  "tainted|unchanged|uncordoned|unlabeled|untainted|updated",
].join("|");
/** One resource and one past participle, such as `pod/web created` or `pod "web" deleted …`. */
const MERE = new RegExp(
  `^(?:[^\\s/]+/\\S+|\\S+ "[^"]+") (?:force )?(?:${PARTICIPLES})(?: from \\S+ namespace)?$`,
);

export function isTelling(step: RecordedStep & { readonly type: "kubectl" }): boolean {
  if (step.exit !== 0 || step.stderr !== "") return true;
  return step.stdout.split("\n").some((line) => line !== "" && !MERE.test(line));
}
