/** The tokens of JSON text (RFC 8259). */
export type ScalarKind = 'string' | 'number' | 'literal';

const numberPattern = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const escapePattern = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/** The type of scalar that can begin with a character code. */
export function kindOfScalar(code: number): ScalarKind {
  if (code === 0x22) return 'string';
  return code === 0x74 || code === 0x66 || code === 0x6e ? 'literal' : 'number';
}

/** Where a scalar ends; if it is broken, -1 minus the offset at which it breaks. */
export function endOfScalar(text: string, start: number, kind: ScalarKind): number {
  if (kind === 'string') return endOfString(text, start);
  return kind === 'literal' ? endOfLiteral(text, start) : endOfNumber(text, start);
}

export function endOfBlank(text: string, start: number): number {
  let at = start;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return at;
    at += 1;
  }
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return at + 1;
    if (code < 0x20) return -1 - at;
    if (code !== 0x5c) continue;
    escapePattern.lastIndex = at;
    if (!escapePattern.test(text)) return -1 - (at + 1 < text.length ? at : text.length);
    at = escapePattern.lastIndex - 1;
  }
  return -1 - text.length;
}

function endOfLiteral(text: string, start: number): number {
  const code = text.charCodeAt(start);
  const literal = code === 0x74 ? 'true' : code === 0x66 ? 'false' : 'null';
  return text.startsWith(literal, start) ? start + literal.length : -1 - start;
}

function endOfNumber(text: string, start: number): number {
  numberPattern.lastIndex = start;
  return numberPattern.test(text) ? numberPattern.lastIndex : -1 - start;
}
