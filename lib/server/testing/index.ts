/** What database tests and the benchmark of the review start from. */
import "server-only";

export { closeStore } from "../store/index.ts";
export { addCards, type Collected } from "./cards.ts";
export {
  firstCardId,
  guestWithNotes,
  newGuest,
  SOME_NOTE,
  stranger,
  succeeded,
} from "./learners.ts";
