import type { Source } from '../contract.js';
import { parseString, type ScannedValue } from '../json/json-scan.js';
import type { RefusalReason } from '../refusal.js';
import { type Body, listPointers } from '../request/open-body.js';

const encoder = new TextEncoder();

/**
 * Reads the values that a signature covers, before anything is trusted. Values in the body come from a bounded, strict
 * scan of its bytes. Ambiguous ones (a repeated name, not a scalar, a number with several spellings) refuse the
 * request.
 */
export function readSignedValues(
  sources: readonly Source[],
  headers: Headers,
  body: Body,
): ReadonlyMap<Source, Uint8Array<ArrayBuffer>> | RefusalReason {
  const pointers = listPointers(sources);
  const scan = pointers.length === 0 ? null : body.scan(pointers);
  if (scan !== null && scan.fault !== null) return 'signed-value-unreadable';
  const values = new Map<Source, Uint8Array<ArrayBuffer>>();
  for (const source of sources) {
    if (source.kind === 'header') {
      const value = headers.get(source.header) ?? '';
      if (value === '') return 'signed-value-missing';
      values.set(source, latin1(value));
      continue;
    }
    const value = scan?.valueAt(source.pointer);
    if (scan === null || value === undefined) return 'signed-value-missing';
    const text = signedText(scan.text, value);
    if (text === null) return 'signed-value-unreadable';
    values.set(source, encoder.encode(text));
  }
  return values;
}

/** A string's value, or an integer verbatim; null if readers could spell it differently. */
function signedText(body: string, { kind, start, end, repeated }: ScannedValue): string | null {
  if (repeated) return null;
  if (kind === 'string') {
    const text = parseString(body, start, end);
    return /\p{Surrogate}/u.test(text) ? null : text; // lone surrogates have no UTF-8
  }
  const source = body.slice(start, end);
  return kind === 'number' && /^(?:0|-?[1-9][0-9]*)$/.test(source) ? source : null;
}

/** The header's bytes on the wire: Headers uses one character per byte. */
function latin1(value: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(value, (character) => character.charCodeAt(0));
}
