import type { Source } from '../contract.js';
import { type JsonMember, scanJson } from '../json/json-scan.js';
import type { RefusalReason } from '../refusal.js';

/** The texts of a request's sources, for what is signed and what is told apart. */
export type SourceReader = (source: Source) => string | null;

const encoder = new TextEncoder();

/** Body text as strict UTF-8, its byte order mark kept (and so no JSON); null where it isn't UTF-8. */
export function decodeText(body: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    return null; // not UTF-8
  }
}

/**
 * Reads the sources that a signature covers, before anything is believed. Members of the body come from a bounded, strict look
 * into its bytes that nothing else uses; where it leaves a doubt (a repeated name, no scalar, a number that could be written
 * in another way), the request is refused.
 */
export function readSignedValues(
  sources: readonly Source[],
  headers: Headers,
  body: Uint8Array,
): ReadonlyMap<Source, Uint8Array<ArrayBuffer>> | RefusalReason {
  const pointers = sources.flatMap((source) => (source.kind === 'pointer' ? [source.pointer] : []));
  const text = pointers.length === 0 ? '' : decodeText(body);
  const scan = pointers.length === 0 ? null : text === null ? 'not-json' : scanJson(text, pointers);
  if (typeof scan === 'string') return 'signed-value-unreadable';
  const values = new Map<Source, Uint8Array<ArrayBuffer>>();
  for (const source of sources) {
    if (source.kind === 'header') {
      const value = headers.get(source.header) ?? '';
      if (value === '') return 'signed-value-missing';
      values.set(source, latin1(value));
      continue;
    }
    const member = scan?.members.get(source.pointer);
    if (member === undefined) return 'signed-value-missing';
    const value = signedText(member);
    if (value === null) return 'signed-value-unreadable';
    values.set(source, encoder.encode(value));
  }
  return values;
}

/** A string's value, or an integer as it is written; null for what two readers could write in two ways. */
function signedText(member: JsonMember): string | null {
  if (member.repeated) return null;
  if (member.kind === 'number') return /^(?:0|-?[1-9][0-9]*)$/.test(member.source) ? member.source : null;
  if (member.kind !== 'string') return null;
  const text: string = JSON.parse(member.source);
  return /\p{Surrogate}/u.test(text) ? null : text; // half a pair has no UTF-8
}

/** The bytes of a header on the wire: Headers holds one character a byte. */
function latin1(value: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(value, (character) => character.charCodeAt(0));
}
