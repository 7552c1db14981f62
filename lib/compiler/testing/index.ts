/** Notes for tests and benchmarks of the compiler. */
export { STUDY_NOTE, STUDY_NOTE_JA } from "./study-note.ts";
