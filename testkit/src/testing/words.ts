import { printable } from '@hookbook/runtime/inspect';

const maxLines = 20;
const maxValueLength = 120;

/** A text or a value in a message: on one line, bounded, nothing in it steers a terminal. */
export function describeJson(value: unknown): string {
  if (value === undefined) return 'missing';
  let text: string;
  try {
    text = JSON.stringify(value) ?? typeof value;
  } catch {
    text = `an ${typeof value} that is no JSON`;
  }
  return bound(text);
}

/** A text of any origin: on one line, bounded and printable. */
export function bound(text: string, most = maxValueLength): string {
  return printable((text.length > most ? `${text.slice(0, most)}…` : text).replaceAll('…', '...'));
}

/** A line for each, indented, up to a limit; then how many more there are. */
export function listLines(lines: readonly string[]): string[] {
  const shown = lines.slice(0, maxLines).map((line) => `  ${line}`);
  return lines.length > maxLines ? [...shown, `  and ${lines.length - maxLines} more`] : shown;
}

/** A pointer in a message; the whole value's is empty. */
export const namePointer = (pointer: string) => (pointer === '' ? 'the payload' : bound(pointer));
