import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import type { Sample, SimulatedProvider } from '@hookbook/runtime/simulate';
import type { Example, Json, WebhookEvent } from '../catalogue/model.js';
import { buildSample } from '../live/sample.js';
import { applyEdits, EditError } from '../send/edits.js';
import { freshen } from '../send/freshen.js';
import { UsageError } from './exit.js';
import type { SendRequest } from './send-options.js';

/** A body that may be sent, and what it says; undefined where it is no JSON. */
export interface Message {
  readonly sample: Sample;
  readonly payload: Json | undefined;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** Makes the next message. Its id and time are new each time, unless they are to stay. */
export type Compose = (at: number) => Message;

/**
 * Reads what is to be sent: an example, or a file's payload. A file that nothing is changed of goes out byte for byte, also where it
 * is no JSON. Throws a UsageError where the file can't be read, the example isn't there, or an edit leads nowhere.
 */
export async function openMessages(provider: SimulatedProvider, event: WebhookEvent, request: SendRequest): Promise<Compose> {
  const sample = buildSample(event, findExample(event, request.example));
  const bytes = request.payload === null ? null : await readPayload(request.payload);
  const given = bytes === null ? (sample.payload as Json) : parse(bytes);
  const fresh = request.fresh ?? bytes === null;
  if (given === undefined && request.edits.length > 0) throw new UsageError('--set and --unset need a payload that is JSON');
  return (at) => {
    if (bytes !== null && (given === undefined || (!fresh && request.edits.length === 0))) return { sample, payload: given, body: bytes };
    const renewed = fresh ? freshen(provider, { ...sample, payload: given }, at) : { ...sample, payload: given, blanks: '' };
    const payload = edit(renewed.payload as Json, request);
    return { sample: renewed, payload, body: new TextEncoder().encode(`${JSON.stringify(payload)}${renewed.blanks}`) };
  };
}

function edit(payload: Json, { edits }: SendRequest): Json {
  try {
    return applyEdits(payload, edits);
  } catch (error) {
    if (error instanceof EditError) throw new UsageError(error.message);
    throw error;
  }
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
    throw new UsageError(`--payload ${file} can't be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function parse(bytes: Uint8Array): Json | undefined {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)) as Json;
  } catch {
    return undefined; // not UTF-8, or not JSON
  }
}
