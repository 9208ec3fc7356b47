import { splitCurl } from './split-curl.js';

/** A request that was pasted whole. */
export interface SplitRequest {
  readonly kind: 'http' | 'curl';
  /** The request line, and `Name: value` lines. */
  readonly headers: string;
  readonly body: string;
}

const requestLine = /^[A-Z]{3,10} \S+ HTTP\/\d(?:\.\d)?\r?\n/;
const emptyLine = /\r?\n\r?\n/;

/**
 * The headers and the body of a whole HTTP request, or of a `curl` command; null for anything else. No JSON begins as
 * either does, so a payload is never mistaken for one.
 */
export function splitRequest(text: string): SplitRequest | null {
  const begin = /^\s*/.exec(text)?.[0].length ?? 0;
  const start = text.slice(begin);
  if (/^curl(?:\.exe)?\s/.test(start)) return splitCurl(start);
  const blank = requestLine.test(start) ? emptyLine.exec(start) : null;
  if (blank === null) return null;
  const headers = start.slice(0, blank.index).replaceAll('\r\n', '\n');
  return { kind: 'http', headers, body: start.slice(blank.index + blank[0].length) };
}

/** The same for a file, whose body is bytes: all that follows the first empty line. */
export function splitBytes(bytes: Uint8Array<ArrayBuffer>): { readonly headers: string; readonly body: Uint8Array<ArrayBuffer> } | null {
  // One character per byte, so that offsets in the text are offsets in the bytes.
  const head = Array.from(bytes.subarray(0, maxHeadBytes), (byte) => String.fromCharCode(byte)).join('');
  const blank = requestLine.test(head) ? emptyLine.exec(head) : null;
  if (blank === null) return null;
  return { headers: head.slice(0, blank.index), body: bytes.slice(blank.index + blank[0].length) };
}

/** Servers don't accept larger headers either. */
const maxHeadBytes = 65_536;
