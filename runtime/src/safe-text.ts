/** Each UTF-16 code unit as `\uXXXX`, which JSON and JavaScript read back as the same character. */
export function escapeUnits(text: string): string {
  return text.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Escapes everything but printable ASCII as `\\u`: text from outside is then safe in logs, terminals and ids. */
export function printable(text: string): string {
  return text.replace(/[^ -~]/g, escapeUnits);
}

/** Longer error messages are cut. */
const maxTextLength = 2000;

/** Text that every inbox can store: bounded, without NUL and lone surrogates, which databases refuse. */
export function storable(text: string): string {
  return text.slice(0, maxTextLength).replace(/\0|\p{Surrogate}/gu, '\ufffd');
}

/** Describes anything that can be thrown, as text that an inbox can store. Never throws. */
export function describeError(error: unknown): string {
  try {
    return storable(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  } catch {
    return 'an error that cannot be described'; // it has no prototype, or a toString that throws
  }
}
