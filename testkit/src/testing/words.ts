import { printable } from '@hookbook/runtime/inspect';

const maxLines = 20;
const maxValueLength = 120;

/** A value as JSON for a message: on one line, bounded and printable. */
export function describeJson(value: unknown): string {
  if (value === undefined) return 'missing';
  let text: string;
  try {
    text = JSON.stringify(value) ?? typeof value;
  } catch {
    text = `an ${typeof value} that is not JSON`;
  }
  return bound(text);
}

/** Makes text printable, on one line and bounded. */
export function bound(text: string, maxLength = maxValueLength): string {
  return printable((text.length > maxLength ? `${text.slice(0, maxLength)}…` : text).replaceAll('…', '...'));
}

/** Indents lines up to a limit, then says how many more there are. */
export function listLines(lines: readonly string[]): string[] {
  const shown = lines.slice(0, maxLines).map((line) => `  ${line}`);
  return lines.length > maxLines ? [...shown, `  and ${lines.length - maxLines} more`] : shown;
}

/** A pointer for a message; the empty pointer is the whole payload. */
export const namePointer = (pointer: string) => (pointer === '' ? 'the payload' : bound(pointer));
