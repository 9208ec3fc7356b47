/**
 * SQLite's text ends at a NUL for some drivers, and is UTF-8, which has no half surrogates: without this, ids that differ in them
 * would be one. Written as JSON escapes them, and the backslash too, so that no two texts become one.
 */
export function encodeText(text: string): string {
  return text.replace(/[\\\0]|\p{Surrogate}/gu, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

export function decodeText(encoded: string): string {
  return encoded.replace(/\\u([0-9a-f]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

export const encodeNullable = (text: string | null) => (text === null ? null : encodeText(text));
export const decodeNullable = (encoded: string | null) => (encoded === null ? null : decodeText(encoded));
