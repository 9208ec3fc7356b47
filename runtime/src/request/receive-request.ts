import type { ProviderContract } from '../contract.js';
import { type Inbox, type Stored, TooManyConflictsError } from '../inbox/inbox.js';
import type { PointerTree } from '../json/pointer-tree.js';
import type { Settings } from '../options.js';
import type { RefusalReason } from '../refusal.js';
import { withinTime } from '../time-limit.js';
import type { Keys } from '../verify/secrets.js';
import { verifySignature } from '../verify/verify-signature.js';
import type { BytesInFlight } from './bytes-in-flight.js';
import { headersToStore } from './credential-headers.js';
import { describeDelivery, describeOrder } from './delivery-id.js';
import { type Body, openBody } from './open-body.js';
import { readBody } from './read-body.js';
import { tellEvent } from './read-event.js';
import { refuseEarly } from './refuse-early.js';

/** What a receiver works with. */
export interface Receiving {
  readonly contract: ProviderContract;
  readonly settings: Settings;
  readonly inbox: Inbox;
  readonly inFlight: BytesInFlight;
  /** What is read of a body before it is stored. */
  readonly wanted: PointerTree;
  /** null: the document describes no signature. */
  readonly keysOf: ((request: Request) => Promise<Keys>) | null;
}

/** What became of a request: it is in the inbox, or refused. */
export type Received =
  | { readonly outcome: Stored; readonly id: string; readonly event: string | null; readonly bytes: number }
  | { readonly outcome: 'refused'; readonly reason: RefusalReason; readonly bytes: number | null; readonly cause?: unknown };

/** Takes a request as far as the inbox: refuse early, read the raw bytes, verify, store and deduplicate. */
export async function receiveRequest(receiving: Receiving, request: Request): Promise<Received> {
  const { contract, settings } = receiving;
  const early = refuseEarly(request, contract, settings.maxBodyBytes);
  if (early !== null) return { outcome: 'refused', reason: early, bytes: null };
  const receivedAt = settings.now();
  const { body, release } = await readBody(request, settings, receiving.inFlight);
  if (typeof body === 'string') return { outcome: 'refused', reason: body, bytes: null };
  try {
    return await receiveBody(receiving, request, openBody(body, receiving.wanted), receivedAt);
  } finally {
    release();
  }
}

/** Takes a request whose body has arrived: verify, store and deduplicate. */
async function receiveBody(receiving: Receiving, request: Request, body: Body, receivedAt: number): Promise<Received> {
  const { contract, settings } = receiving;
  const fail = (reason: RefusalReason, cause?: unknown): Received => ({ outcome: 'refused', reason, bytes: body.bytes.length, cause });
  const startedAt = performance.now();
  const { signature } = contract;
  if (signature !== null) {
    const keys = await lookUpKeys(receiving, request).catch((cause: unknown) => ({ cause }));
    if ('cause' in keys) return fail('secrets-unavailable', keys.cause);
    if (keys.length === 0) return fail('no-secret');
    const fault = await verifySignature(signature, keys, { headers: request.headers, body }, receivedAt);
    if (fault !== null) return fail(fault);
  }
  const left = Math.max(1, settings.answerTimeoutMs - (performance.now() - startedAt));
  try {
    return await keep(receiving, request.headers, body, receivedAt, left);
  } catch (cause) {
    return cause instanceof TooManyConflictsError ? fail('too-many-conflicts') : fail('inbox-unavailable', cause);
  }
}

function lookUpKeys({ keysOf, settings }: Receiving, request: Request): Promise<Keys> {
  return withinTime(settings.answerTimeoutMs, 'secrets(request)', () => keysOf?.(request) ?? []);
}

async function keep(
  { contract, settings, inbox }: Receiving,
  headers: Headers,
  body: Body,
  receivedAt: number,
  leftMs: number,
): Promise<Received> {
  const { provider } = contract;
  const event = tellEvent(contract, headers, body);
  const id = await describeDelivery(contract, headers, body);
  const orderingKey = await describeOrder(settings.orderBy, body);
  const arrival = { provider, id, event, body: body.bytes, headers: headersToStore(headers, contract), receivedAt, orderingKey };
  const outcome = await withinTime(leftMs, 'storing the request', () => inbox.store(arrival));
  return { outcome, id, event, bytes: body.bytes.length };
}
