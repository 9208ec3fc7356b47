import { randomInt } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { createRandom, freshen, renewTime, type Sample, type SeededRandom, type SimulatedProvider } from '@hookbook/testkit/simulate';
import type { Example, Json, WebhookEvent } from '../../catalogue/model/model.js';
import { applyEdits, EditError } from '../../requests/edits.js';
import { buildSample } from '../../requests/sample.js';
import { describeFileError } from '../describe-file-error.js';
import { UsageError } from '../exit.js';
import type { ProviderEvent } from '../find-event.js';
import type { SendRequest } from './options.js';

/** A body to send, and its payload; undefined if it is not JSON. */
export interface Message {
  readonly sample: Sample;
  readonly payload: Json | undefined;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** Builds the next message, with a new id and time unless they should stay. */
export type Compose = (at: number) => Message;

/** What messages are built from: an example of the event, or the user's payload. */
export interface Draft {
  readonly sample: Sample;
  /** The payload before edits; undefined if it is not JSON. */
  readonly payload: Json | undefined;
  /** The file's bytes; null for an example. */
  readonly bytes: Uint8Array<ArrayBuffer> | null;
}

/** Throws a UsageError if the file can't be read or there is no such example. */
export async function readDraft({ provider, event }: ProviderEvent, request: SendRequest): Promise<Draft> {
  const sample = buildSample(provider, event, findExample(event, request.example));
  if (request.payload === null) return { sample, payload: sample.payload as Json, bytes: null };
  const bytes = await readPayload(request.payload);
  return { sample, payload: parse(bytes), bytes };
}

/** Applies the edits to the draft's payload. Throws a UsageError if the location of one doesn't exist. */
export function editPayload(payload: Json | undefined, { edits }: SendRequest): Json | undefined {
  if (edits.length === 0) return payload;
  if (payload === undefined) throw new UsageError('--set and --unset need a JSON payload');
  try {
    return applyEdits(payload, edits);
  } catch (error) {
    if (error instanceof EditError) throw new UsageError(error.message);
    throw error;
  }
}

/** Builds messages from a draft. An unchanged file is sent byte for byte, even if it is not JSON. */
export function openMessages(provider: SimulatedProvider, event: WebhookEvent, draft: Draft, request: SendRequest): Compose {
  const { sample, payload: given, bytes } = draft;
  const fresh = request.fresh ?? bytes === null;
  const random = createRandom(randomInt(2 ** 32));
  let serial = 0;
  return (at) => {
    serial += 1;
    if (bytes !== null && (given === undefined || (!fresh && request.edits.length === 0))) {
      return { sample, payload: editPayload(given, request), body: bytes };
    }
    const source = { ...sample, payload: given };
    const renewed = fresh ? renew(provider, event, source, { at, serial, random }) : { ...source, padding: '' };
    const payload = editPayload(renewed.payload as Json, request);
    return { sample: { ...sample, ...renewed }, payload, body: new TextEncoder().encode(`${JSON.stringify(payload)}${renewed.padding}`) };
  };
}

/** Renews what deduplication and the signed time use, in the payload and in headers. */
function renew(
  provider: SimulatedProvider,
  { name }: WebhookEvent,
  sample: Sample,
  freshening: { readonly at: number; readonly serial: number; readonly random: SeededRandom },
): Pick<Sample, 'payload' | 'headers'> & { readonly padding: string } {
  const renewed = freshen(provider, name, sample, freshening);
  const time = provider.signature?.timestamp;
  const old = time?.kind === 'header' ? renewed.headers[time.header] : undefined;
  if (time?.kind !== 'header' || old === undefined) return renewed;
  return { ...renewed, headers: { ...renewed.headers, [time.header]: String(renewTime(old, freshening.at, freshening.random)) } };
}

/** Finds an example by its name or its number, counted from 1; by default the first. */
function findExample({ key, examples }: WebhookEvent, wanted: string | null): Example | undefined {
  if (wanted === null) return examples[0];
  const found = examples.find(({ name }) => name === wanted) ?? (/^[1-9]\d*$/.test(wanted) ? examples[Number(wanted) - 1] : undefined);
  if (found !== undefined) return found;
  if (examples.length === 0) throw new UsageError(`${key} has no examples: omit --example, or use --payload`);
  const names = examples.map(({ name }, at) => (name === null ? String(at + 1) : JSON.stringify(name)));
  throw new UsageError(`${key} has no example ${JSON.stringify(wanted)}; it has ${names.join(', ')}`);
}

async function readPayload(file: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(file === '-' ? await buffer(process.stdin) : await readFile(file));
  } catch (error) {
    throw new UsageError(`cannot read --payload ${file}: ${describeFileError(error)}`);
  }
}

function parse(bytes: Uint8Array): Json | undefined {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)) as Json;
  } catch {
    return undefined; // not UTF-8, or not JSON
  }
}
