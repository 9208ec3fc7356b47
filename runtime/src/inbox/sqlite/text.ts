import { escapeUnits } from '../../safe-text.js';

/**
 * Some SQLite drivers end text at a NUL, and UTF-8 can't represent lone surrogates, so ids that differ only in them
 * would be equal. They are escaped as in JSON, and so is the backslash, which keeps the encoding unambiguous.
 */
export function encodeText(text: string): string {
  return text.replace(/[\\\0]|\p{Surrogate}/gu, escapeUnits);
}

export function decodeText(encoded: string): string {
  return encoded.replace(/\\u([0-9a-f]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

export const encodeNullable = (text: string | null) => (text === null ? null : encodeText(text));
export const decodeNullable = (encoded: string | null) => (encoded === null ? null : decodeText(encoded));
