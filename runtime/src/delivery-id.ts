import { encodeHex } from './bytes.js';
import type { Dedupe, Source } from './contract.js';
import { type JsonMember, scanJson } from './json-scan.js';
import { decodeText } from './signed-values.js';

/** Longer values identify nothing that an index could hold. */
const longestId = 512;

/**
 * The id that deduplication goes by. A single printable string stands for itself; several values, and anything else, are the
 * text of a JSON array, so that no two combinations look alike. Where the provider gives no id, or the request lacks it (or
 * says it twice), the SHA-256 of the body takes its place.
 */
export async function describeDelivery(dedupe: Dedupe, headers: Headers, body: Uint8Array<ArrayBuffer>): Promise<string> {
  if (dedupe.by === 'body') return hash(body);
  const values = readValues(dedupe.sources, headers, body);
  const id = values === null ? null : joinValues(values);
  return id === null || id.length > longestId ? `sha256:${await hash(body)}` : id;
}

async function hash(body: Uint8Array<ArrayBuffer>): Promise<string> {
  return encodeHex(new Uint8Array(await crypto.subtle.digest('SHA-256', body)));
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

function joinValues(values: readonly string[]): string | null {
  const [first = '', ...more] = values;
  const text: unknown = more.length === 0 && first.startsWith('"') ? JSON.parse(first) : null;
  const plain = typeof text === 'string' && /^[ -~]+$/.test(text) && !/^(?:\[|sha256:)/.test(text);
  return plain ? text : `[${values.join(',')}]`;
}
