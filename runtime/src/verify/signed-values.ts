import type { SignedPart, Source } from '../contract.js';
import { parseString, type ScannedValue } from '../json/json-scan.js';
import type { RefusalReason } from '../refusal.js';
import type { Body } from '../request/open-body.js';
import { listPointers } from '../sources.js';
import { joinBytes } from './bytes.js';

type Bytes = Uint8Array<ArrayBuffer>;
/** The values that a request has, as bytes. */
export type SignedValues = ReadonlyMap<Source, Bytes>;

const encoder = new TextEncoder();

/**
 * Reads the values that a signature covers, before anything is trusted. Values in the body come from a bounded, strict
 * scan of its bytes. Ambiguous ones (a repeated name, not a scalar, a number with several spellings) refuse the
 * request.
 */
export function readSignedValues(sources: readonly Source[], headers: Headers, body: Body): SignedValues | RefusalReason {
  const pointers = listPointers(sources);
  const scan = pointers.length === 0 ? null : body.scan(pointers);
  if (scan !== null && scan.fault !== null) return 'signed-value-unreadable';
  const values = new Map<Source, Bytes>();
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

/** The bytes to sign: the parts of the scheme, with these values and this body. */
export function joinSigned(signed: readonly SignedPart[], values: SignedValues, body: Bytes): Bytes {
  return joinBytes(
    signed.map((part) => {
      if (part.kind === 'body') return body;
      return part.kind === 'text' ? encoder.encode(part.text) : (values.get(part) ?? new Uint8Array(0));
    }),
  );
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
function latin1(value: string): Bytes {
  return Uint8Array.from(value, (character) => character.charCodeAt(0));
}
