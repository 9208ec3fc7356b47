/** Text of any origin for a line of a log, or an id: what isn't printable ASCII as `\\u` escapes, so that it steers no terminal. */
export function printable(text: string): string {
  return text.replace(/[^ -~]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Longer texts say no more. */
const maxTextLength = 2000;

/** Text that every inbox can keep: bounded, and without the NUL and the halves of pairs that databases take for no text. */
export function storable(text: string): string {
  return text.slice(0, maxTextLength).replace(/\0|\p{Surrogate}/gu, '\ufffd');
}

/** What was thrown, in words that an inbox can keep, whatever it is. Never throws. */
export function describeError(error: unknown): string {
  try {
    return storable(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  } catch {
    return 'an error that cannot be described'; // no prototype, or one that throws
  }
}
