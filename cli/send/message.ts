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

/** A body that may be sent, and what it says; undefined where it is no JSON. */
export interface Message {
  readonly sample: Sample;
  readonly payload: Json | undefined;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** Makes the next message. Its id and time are new each time, unless they are to stay. */
export type Compose = (at: number) => Message;

/** What messages are made of: an example of the event, or a payload of one's own. */
export interface Draft {
  readonly sample: Sample;
  /** What it says, before any edit; undefined where it is no JSON. */
  readonly payload: Json | undefined;
  /** The file's bytes; null where it is an example. */
  readonly bytes: Uint8Array<ArrayBuffer> | null;
}

/** Throws a UsageError where the file can't be read, or the example isn't there. */
export async function readDraft({ provider, event }: ProviderEvent, request: SendRequest): Promise<Draft> {
  const sample = buildSample(provider, event, findExample(event, request.example));
  if (request.payload === null) return { sample, payload: sample.payload as Json, bytes: null };
  const bytes = await readPayload(request.payload);
  return { sample, payload: parse(bytes), bytes };
}

/** The draft's payload with the edits made. Throws a UsageError where one leads nowhere. */
export function editPayload(payload: Json | undefined, { edits }: SendRequest): Json | undefined {
  if (edits.length === 0) return payload;
  if (payload === undefined) throw new UsageError('--set and --unset need a payload that is JSON');
  try {
    return applyEdits(payload, edits);
  } catch (error) {
    if (error instanceof EditError) throw new UsageError(error.message);
    throw error;
  }
}

/** Makes messages of a draft. A file that nothing is changed of goes out byte for byte, also where it is no JSON. */
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

/** As no request before had it: the members that dedupe and the signed time go by, and headers likewise. */
function renew(
  provider: SimulatedProvider,
  { name }: WebhookEvent,
  sample: Sample,
  freshening: { readonly at: number; readonly serial: number; readonly random: SeededRandom },
): Pick<Sample, 'payload' | 'headers'> & { readonly padding: string } {
  const fresh = freshen(provider, name, sample, freshening);
  const time = provider.signature?.timestamp;
  const old = time?.kind === 'header' ? fresh.headers[time.header] : undefined;
  if (time?.kind !== 'header' || old === undefined) return fresh;
  return { ...fresh, headers: { ...fresh.headers, [time.header]: String(renewTime(old, freshening.at, freshening.random)) } };
}

/** An example by its name, or by its number from 1 on; the first where none is named. */
function findExample({ key, examples }: WebhookEvent, wanted: string | null): Example | undefined {
  if (wanted === null) return examples[0];
  const found = examples.find(({ name }) => name === wanted) ?? (/^[1-9]\d*$/.test(wanted) ? examples[Number(wanted) - 1] : undefined);
  if (found !== undefined) return found;
  if (examples.length === 0) throw new UsageError(`${key} has no examples: leave --example away, or give a --payload`);
  const names = examples.map(({ name }, at) => (name === null ? String(at + 1) : JSON.stringify(name)));
  throw new UsageError(`${key} has no example ${JSON.stringify(wanted)}; it has ${names.join(', ')}`);
}

async function readPayload(file: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(file === '-' ? await buffer(process.stdin) : await readFile(file));
  } catch (error) {
    throw new UsageError(`--payload ${file} can't be read: ${describeFileError(error)}`);
  }
}

function parse(bytes: Uint8Array): Json | undefined {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)) as Json;
  } catch {
    return undefined; // not UTF-8, or not JSON
  }
}
