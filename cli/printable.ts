import { escapeUnits } from '@hookbook/runtime/inspect';

/**
 * What must not reach a terminal from a document: control characters (an escape sequence can rewrite the screen or the
 * clipboard), characters that reorder or hide text, and halves of surrogate pairs.
 */
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;

/** A text on one line, safe to print: invisible characters are escaped. */
export function printable(text: string): string {
  return text.replace(unprintable, escapeCharacter);
}

/** The same for several lines: keeps line feeds and tabs. */
export function printableLines(text: string): string {
  return text.replace(unprintable, (character) => (character === '\n' || character === '\t' ? character : escapeCharacter(character)));
}

/** Indented JSON with the same characters escaped, since it is also printed on terminals. */
export function renderJson(value: unknown): string {
  return printableLines(JSON.stringify(value, null, 2));
}

const shortEscapes: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

const escapeCharacter = (character: string) => shortEscapes[character] ?? escapeUnits(character);
