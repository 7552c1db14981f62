/**
 * Whether an attempt of a pod promises no news: all that it waits for is known to be held back then
 * still, or fails for ever at its longest back-off. A cluster that waits for nothing else is
 * settled.
 */
import { isBeingDeleted } from "../api/object.ts";
import type { PodRecord } from "./pod-record.ts";

export function isHeldBack(record: PodRecord, atMs: number): boolean {
  const { crashes, pod, pulls, waiting } = record;
  if (waiting.size === 0 || isBeingDeleted(pod)) return false;
  return [...waiting].every(([name, { reason }]) => {
    const image = record.containerOf(name)?.image ?? "";
    switch (reason) {
      case "ImagePullBackOff":
        return pulls.endsMs(image) > atMs || pulls.isLongest(image);
      case "ErrImagePull":
        return pulls.isLongest(image);
      case "CrashLoopBackOff":
        return crashes.isLongest(`${name}/${image}`);
      default:
        return false;
    }
  });
}
