/** The tokens of JSON text (RFC 8259): where each ends, -1 where it is none. */
export type ScalarKind = 'string' | 'number' | 'literal';

const numberPattern = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;

/** Which scalar a character could begin. */
export function kindOfScalar(character: string | undefined): ScalarKind {
  if (character === '"') return 'string';
  return character === 't' || character === 'f' || character === 'n' ? 'literal' : 'number';
}

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
    if (code < 0x20) return -1;
    if (code !== 0x5c) continue;
    at += 1;
    if (text[at] === 'u' && /^[0-9a-fA-F]{4}$/.test(text.slice(at + 1, at + 5))) at += 4;
    else if (!/^["\\/bfnrt]$/.test(text[at] ?? '')) return -1;
  }
  return -1;
}

function endOfLiteral(text: string, start: number): number {
  const literal = ['true', 'false', 'null'].find((word) => text.startsWith(word, start));
  return literal === undefined ? -1 : start + literal.length;
}

function endOfNumber(text: string, start: number): number {
  numberPattern.lastIndex = start;
  return numberPattern.test(text) ? numberPattern.lastIndex : -1;
}
