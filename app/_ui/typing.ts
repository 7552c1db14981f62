/** Whether a key belongs to somebody who is writing: then no page may take it as a command. */

/** 229 is what browsers report for keys that an input method has taken. */
const KEY_OF_INPUT_METHOD = 229;

export function isWriting(event: KeyboardEvent): boolean {
  if (event.isComposing || event.keyCode === KEY_OF_INPUT_METHOD) return true;
  const target = event.target;
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

/** A plain key: no modifier that the browser or the system may want. */
export function isPlain(event: KeyboardEvent): boolean {
  return !event.ctrlKey && !event.metaKey && !event.altKey;
}
