/** Everything a learner can do. A use case that is not in this list does not exist. */
import "server-only";
import { answerCard } from "./answer-card.ts";
import { buryCard } from "./bury-card.ts";
import { changePassword } from "./change-password.ts";
import { deleteAccount } from "./delete-account.ts";
import { deleteNote } from "./delete-note.ts";
import { exportAccount } from "./export-account.ts";
import { flagCard } from "./flag-card.ts";
import { getAccount } from "./get-account.ts";
import { getNote } from "./get-note.ts";
import { getScenario } from "./get-scenario.ts";
import { getToday } from "./get-today.ts";
import { health } from "./health.ts";
import { importNotes } from "./import-notes.ts";
import { importProgress } from "./import-progress.ts";
import { listAttempts } from "./list-attempts.ts";
import { listCards } from "./list-cards.ts";
import { listNotes } from "./list-notes.ts";
import { listScenarios } from "./list-scenarios.ts";
import { nextCard } from "./next-card.ts";
import { saveNote } from "./save-note.ts";
import { signOutEverywhere } from "./sign-out-everywhere.ts";
import { signUp } from "./sign-up.ts";
import { startGuest } from "./start-guest.ts";
import { submitAttempt } from "./submit-attempt.ts";
import { suspendCard } from "./suspend-card.ts";
import { undoAnswers } from "./undo-answers.ts";
import { undoImport } from "./undo-import.ts";
import { updateSettings } from "./update-settings.ts";

export type { Caller, Outcome, UseCase, UseCaseError } from "./define.ts";
export type { AccountExport } from "./export-account.ts";
export type {
  AccountView,
  AttemptListItem,
  AttemptResult,
  AttemptVerdict,
  CardListItem,
  CardPage,
  CardState,
  CardView,
  ImportedNote,
  ImportPhase,
  ImportProgress,
  ImportSummary,
  IntervalsView,
  IntervalView,
  LastVerdict,
  LearnerSettings,
  MemoryView,
  NextCard,
  NoteFindings,
  NoteListItem,
  NoteView,
  QueueCounts,
  ScenarioListItem,
  ScenarioView,
  Theme,
  TodayView,
  WhySeenView,
} from "./views.ts";
export {
  answerCard,
  buryCard,
  changePassword,
  deleteAccount,
  deleteNote,
  exportAccount,
  flagCard,
  getAccount,
  getNote,
  getScenario,
  getToday,
  health,
  importNotes,
  importProgress,
  listAttempts,
  listCards,
  listNotes,
  listScenarios,
  nextCard,
  saveNote,
  signOutEverywhere,
  signUp,
  startGuest,
  submitAttempt,
  suspendCard,
  undoAnswers,
  undoImport,
  updateSettings,
};

export const useCases = [
  answerCard,
  buryCard,
  changePassword,
  deleteAccount,
  deleteNote,
  exportAccount,
  flagCard,
  getAccount,
  getNote,
  getScenario,
  getToday,
  health,
  importNotes,
  importProgress,
  listAttempts,
  listCards,
  listNotes,
  listScenarios,
  nextCard,
  saveNote,
  signOutEverywhere,
  signUp,
  startGuest,
  submitAttempt,
  suspendCard,
  undoAnswers,
  undoImport,
  updateSettings,
] as const;
