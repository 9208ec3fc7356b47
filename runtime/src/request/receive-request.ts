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
import { identifyEvent } from './read-event.js';
import { refuseEarly } from './refuse-early.js';

/** What a receiver needs to accept a request. */
export interface ReceiverContext {
  readonly contract: ProviderContract;
  readonly settings: Settings;
  readonly inbox: Inbox;
  readonly inFlight: BytesInFlight;
  /** The values that are read from a body before it is stored. */
  readonly wanted: PointerTree;
  /** null if the document defines no signature. */
  readonly keysOf: ((request: Request) => Promise<Keys>) | null;
}

/** The result of a request: stored in the inbox or refused. */
export type ReceiveResult =
  | { readonly outcome: Stored; readonly id: string; readonly event: string | null; readonly bytes: number }
  | { readonly outcome: 'refused'; readonly reason: RefusalReason; readonly bytes: number | null; readonly cause?: unknown };

/** Handles a request up to the inbox: refuses early, reads the raw bytes, verifies, stores and deduplicates. */
export async function receiveRequest(receiving: ReceiverContext, request: Request): Promise<ReceiveResult> {
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

/** Handles a request whose body has arrived: verifies, stores and deduplicates. */
async function receiveBody(receiving: ReceiverContext, request: Request, body: Body, receivedAt: number): Promise<ReceiveResult> {
  const { contract, settings } = receiving;
  const fail = (reason: RefusalReason, cause?: unknown): ReceiveResult => ({ outcome: 'refused', reason, bytes: body.bytes.length, cause });
  const startedAt = performance.now();
  const { signature } = contract;
  if (signature !== null) {
    const keys = await loadKeys(receiving, request).catch((cause: unknown) => ({ cause }));
    if ('cause' in keys) return fail('secrets-unavailable', keys.cause);
    if (keys.length === 0) return fail('no-secret');
    const fault = await verifySignature(signature, keys, { headers: request.headers, body }, receivedAt);
    if (fault !== null) return fail(fault);
  }
  const remainingMs = Math.max(1, settings.answerTimeoutMs - (performance.now() - startedAt));
  try {
    return await storeDelivery(receiving, request.headers, body, receivedAt, remainingMs);
  } catch (cause) {
    return cause instanceof TooManyConflictsError ? fail('too-many-conflicts') : fail('inbox-unavailable', cause);
  }
}

function loadKeys({ keysOf, settings }: ReceiverContext, request: Request): Promise<Keys> {
  return withinTime(settings.answerTimeoutMs, 'secrets(request)', () => keysOf?.(request) ?? []);
}

async function storeDelivery(
  { contract, settings, inbox }: ReceiverContext,
  headers: Headers,
  body: Body,
  receivedAt: number,
  limitMs: number,
): Promise<ReceiveResult> {
  const { provider } = contract;
  const event = identifyEvent(contract, headers, body);
  const id = await describeDelivery(contract, headers, body);
  const orderingKey = await describeOrder(settings.orderBy, body);
  const arrival = { provider, id, event, body: body.bytes, headers: headersToStore(headers, contract), receivedAt, orderingKey };
  const outcome = await withinTime(limitMs, 'storing the request', () => inbox.store(arrival));
  return { outcome, id, event, bytes: body.bytes.length };
}
