/**
 * What strangers' notes may cost. Beyond a limit a note gets a diagnostic,
 * and nothing else breaks.
 */
export const LIMITS = {
  noteBytesMax: 5 * 1024 * 1024,
  /** Lists and quotes inside each other; deeper ones are left out. */
  nestingMax: 24,
  yamlBlockBytesMax: 256 * 1024,
  yamlDepthMax: 64,
  yamlAliasesMax: 100,
  cardsPerNoteMax: 2_000,
  diagnosticsPerNoteMax: 200,
} as const;
