import type { ProviderContract, Source } from '../contract.js';
import { type JsonMember, scanJson } from '../json/json-scan.js';
import { printable } from '../safe-text.js';
import { encodeHex } from '../verify/bytes.js';
import { decodeText } from '../verify/signed-values.js';

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
  body: Uint8Array<ArrayBuffer>,
): Promise<string> {
  if (dedupe.by === 'body') return hashRequest(discriminator, headers, body);
  return (await describeValues(dedupe.sources, headers, body)) ?? `sha256:${await hashRequest(discriminator, headers, body)}`;
}

/** The ordering key of a body: the values at these pointers, joined as ids are; null where there are none, or one is missing. */
export async function describeOrder(pointers: readonly string[], body: Uint8Array<ArrayBuffer>): Promise<string | null> {
  if (pointers.length === 0) return null;
  return describeValues(
    pointers.map((pointer) => ({ kind: 'pointer', pointer })),
    new Headers(),
    body,
  );
}

async function describeValues(sources: readonly Source[], headers: Headers, body: Uint8Array): Promise<string | null> {
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
function readValues(sources: readonly Source[], headers: Headers, body: Uint8Array): readonly string[] | null {
  const pointers = sources.flatMap((source) => (source.kind === 'pointer' ? [source.pointer] : []));
  const text = pointers.length === 0 ? null : decodeText(body);
  const scan = text === null ? null : scanJson(text, pointers);
  const members = scan === null || typeof scan === 'string' ? null : scan.members;
  const values = sources.map((source) =>
    source.kind === 'header' ? JSON.stringify(headers.get(source.header) ?? '') : scalarText(members?.get(source.pointer)),
  );
  return values.every((value) => value !== null && value !== '""') ? (values as string[]) : null;
}

function scalarText(member: JsonMember | undefined): string | null {
  if (member === undefined || member.repeated || member.source === '' || member.source === 'null') return null;
  return member.kind === 'string' ? JSON.stringify(JSON.parse(member.source)) : member.source;
}

function joinValues(values: readonly string[]): string {
  const [first = '', ...more] = values;
  const text: unknown = more.length === 0 && first.startsWith('"') ? JSON.parse(first) : null;
  const plain = typeof text === 'string' && /^[ -~]+$/.test(text) && !/^(?:\[|(?:long-)?sha256:)/.test(text);
  return plain ? text : printable(`[${values.join(',')}]`);
}
