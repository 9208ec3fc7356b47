import { escapeUnits } from '../catalogue/model/escape-units.js';

/**
 * What must not reach a terminal from a document: control characters (an escape sequence can rewrite the screen or the clipboard),
 * characters that reorder or hide text, and halves of surrogate pairs.
 */
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;

/** A text on one line, safe to print: what can't be seen is shown escaped. */
export function printable(text: string): string {
  return text.replace(unprintable, escapeCharacter);
}

/** The same for several lines: line feeds and tabs stay. */
export function printableLines(text: string): string {
  return text.replace(unprintable, (character) => (character === '\n' || character === '\t' ? character : escapeCharacter(character)));
}

/** JSON, indented, with the same characters escaped: it is read on terminals too. A line feed within a string is escaped anyway. */
export function renderJson(value: unknown): string {
  return printableLines(JSON.stringify(value, null, 2));
}

const shortEscapes: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

const escapeCharacter = (character: string) => shortEscapes[character] ?? escapeUnits(character);
