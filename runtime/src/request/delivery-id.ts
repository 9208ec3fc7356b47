import type { ProviderContract, Source } from '../contract.js';
import { parseString, type ScannedValue } from '../json/json-scan.js';
import { printable } from '../safe-text.js';
import { listHeaders, listPointers } from '../sources.js';
import { encodeHex } from '../verify/bytes.js';
import type { Body } from './open-body.js';

/** Longer ids don't fit in an index. */
const maxIdLength = 512;
const encoder = new TextEncoder();

/**
 * The id that deduplication uses, in printable ASCII. A single printable string is used verbatim. Several values, or
 * any other value, become the text of a JSON array, so that no two combinations are equal. Ids over 512 characters are
 * hashed. If the provider defines no id, or the request has none or repeats it, the id is a hash of the request.
 */
export async function describeDelivery(
  { dedupe, discriminator }: Pick<ProviderContract, 'dedupe' | 'discriminator'>,
  headers: Headers,
  body: Body,
): Promise<string> {
  if (dedupe.by === 'body') return hashRequest(discriminator, headers, body.bytes);
  return (await describeValues(dedupe.sources, headers, body)) ?? `sha256:${await hashRequest(discriminator, headers, body.bytes)}`;
}

/** The values at these pointers, joined like ids; null if there are no pointers or a value is missing. */
export async function describeOrder(pointers: readonly string[], body: Body): Promise<string | null> {
  if (pointers.length === 0) return null;
  return describeValues(
    pointers.map((pointer) => ({ kind: 'pointer', pointer })),
    new Headers(),
    body,
  );
}

async function describeValues(sources: readonly Source[], headers: Headers, body: Body): Promise<string | null> {
  const values = readValues(sources, headers, body);
  if (values === null) return null;
  const id = joinValues(values);
  return id.length > maxIdLength ? `long-sha256:${await hash(encoder.encode(id))}` : id;
}

/** The SHA-256 of the body, combined with headers that identify the event: two events may have the same body. */
async function hashRequest(discriminator: readonly Source[], headers: Headers, body: Uint8Array<ArrayBuffer>): Promise<string> {
  const identifying = listHeaders(discriminator).map((name) => headers.get(name));
  const hashed = await hash(body);
  return identifying.length === 0 ? hashed : hash(encoder.encode(JSON.stringify([hashed, ...identifying])));
}

async function hash(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return encodeHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}

/** The values as JSON text; null if one is missing, empty, repeated or not a scalar. */
function readValues(sources: readonly Source[], headers: Headers, body: Body): readonly string[] | null {
  const pointers = listPointers(sources);
  const scan = pointers.length === 0 ? null : body.scan(pointers);
  const values: string[] = [];
  for (const source of sources) {
    let text: string | null = null;
    if (source.kind === 'header') text = JSON.stringify(headers.get(source.header) ?? '');
    else if (scan !== null && scan.fault === null) text = scalarText(scan.text, scan.valueAt(source.pointer));
    if (text === null || text === '""') return null;
    values.push(text);
  }
  return values;
}

function scalarText(body: string, value: ScannedValue | undefined): string | null {
  if (value === undefined || value.repeated || value.kind === 'array' || value.kind === 'object') return null;
  if (value.kind === 'string') return JSON.stringify(parseString(body, value.start, value.end));
  const source = body.slice(value.start, value.end);
  return source === 'null' ? null : source;
}

function joinValues(values: readonly string[]): string {
  const [first = '', ...more] = values;
  const text: unknown = more.length === 0 && first.startsWith('"') ? JSON.parse(first) : null;
  const plain = typeof text === 'string' && /^[ -~]+$/.test(text) && !/^(?:\[|(?:long-)?sha256:)/.test(text);
  return plain ? text : printable(`[${values.join(',')}]`);
}
