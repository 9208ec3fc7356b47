import type { Source } from '../contract.js';
import { parseString, type ScannedValue } from '../json/json-scan.js';
import type { RefusalReason } from '../refusal.js';
import { type Body, pointersOf } from '../request/open-body.js';

/** The texts of a request's sources, for what is signed and what is told apart. */
export type SourceReader = (source: Source) => string | null;

const encoder = new TextEncoder();

/**
 * Reads the sources that a signature covers, before anything is believed. Values of the body come from a bounded, strict scan of
 * its bytes; where that leaves a doubt (a repeated name, no scalar, a number that could be written in another way), the request
 * is refused.
 */
export function readSignedValues(
  sources: readonly Source[],
  headers: Headers,
  body: Body,
): ReadonlyMap<Source, Uint8Array<ArrayBuffer>> | RefusalReason {
  const pointers = pointersOf(sources);
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

/** A string's value, or an integer verbatim; null for what two readers could write in two ways. */
function signedText(body: string, { kind, start, end, repeated }: ScannedValue): string | null {
  if (repeated) return null;
  if (kind === 'string') {
    const text = parseString(body, start, end);
    return /\p{Surrogate}/u.test(text) ? null : text; // half a pair has no UTF-8
  }
  const source = body.slice(start, end);
  return kind === 'number' && /^(?:0|-?[1-9][0-9]*)$/.test(source) ? source : null;
}

/** The bytes of a header on the wire: Headers holds one character a byte. */
function latin1(value: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(value, (character) => character.charCodeAt(0));
}
