import type { ProviderContract, Source } from '../contract.js';
import { parseString, type ScannedValue } from '../json/json-scan.js';
import { printable } from '../safe-text.js';
import { encodeHex } from '../verify/bytes.js';
import { type Body, pointersOf } from './open-body.js';

/** What an index can hold. */
const longestId = 512;
const encoder = new TextEncoder();

/**
 * The id that deduplication goes by, in printable ASCII. A single printable string stands for itself; several values, and
 * anything else, are the text of a JSON array, so that no two combinations look alike; what is longer than 512 characters
 * is hashed. Where the provider gives no id, or the request lacks it (or says it twice), a hash of the request takes its place.
 */
export async function describeDelivery(
  { dedupe, discriminator }: Pick<ProviderContract, 'dedupe' | 'discriminator'>,
  headers: Headers,
  body: Body,
): Promise<string> {
  if (dedupe.by === 'body') return hashRequest(discriminator, headers, body.bytes);
  return (await describeValues(dedupe.sources, headers, body)) ?? `sha256:${await hashRequest(discriminator, headers, body.bytes)}`;
}

/** The ordering key of a body: the values at these pointers, joined as ids are; null where there are none, or one is missing. */
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
  return id.length > longestId ? `long-sha256:${await hash(encoder.encode(id))}` : id;
}

/** The SHA-256 of the body; with the headers that tell the event, where some do: two events may have one body. */
async function hashRequest(discriminator: readonly Source[], headers: Headers, body: Uint8Array<ArrayBuffer>): Promise<string> {
  const told = discriminator.flatMap((source) => (source.kind === 'header' ? [headers.get(source.header)] : []));
  const hashed = await hash(body);
  return told.length === 0 ? hashed : hash(encoder.encode(JSON.stringify([hashed, ...told])));
}

async function hash(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return encodeHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}

/** The sources' values as JSON text; null where one of them is missing, empty, no scalar, or there twice. */
function readValues(sources: readonly Source[], headers: Headers, body: Body): readonly string[] | null {
  const pointers = pointersOf(sources);
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
