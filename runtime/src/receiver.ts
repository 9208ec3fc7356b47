import type { ProviderContract } from './contract.js';
import { describeDelivery } from './delivery-id.js';
import type { Arrival, Inbox } from './inbox.js';
import { memoryInbox } from './memory-inbox.js';
import { checkOptions, type Settings, type SignedOptions, type UnsignedOptions } from './options.js';
import { readBody } from './read-body.js';
import { readEvent } from './read-event.js';
import { describeRefusal, type RefusalReason, refusalResponse, warnOfRefusals } from './refusal.js';
import { refuseEarly } from './refuse-early.js';
import { runDelivery } from './run-delivery.js';
import { type Keys, prepareSecrets } from './secrets.js';
import { verifySignature } from './verify-signature.js';
import { startWorker } from './work-off.js';

export interface Receiver {
  /** Answers one webhook request; what it resolves to never depends on a handler. Needs no `this`. */
  fetch(request: Request): Promise<Response>;
  /** Resolves once every delivery has been handled or set aside, retries included. */
  drain(): Promise<void>;
  /** Refuses what comes from now on, and resolves once the handlers that run have ended. Closes the inbox if it is its own. */
  close(): Promise<void>;
  readonly inbox: Inbox;
}

/** Why a request was refused, and what was thrown, where something was. */
type Fault = { readonly reason: RefusalReason; readonly cause?: unknown };

/**
 * A receiver of one provider: refuse early, read the raw bytes, verify, store and deduplicate, acknowledge; then, apart from
 * the request, validate and dispatch. Throws a TypeError that names the option where one is wrong.
 */
export function createReceiver<EventMap extends object>(
  contract: ProviderContract<keyof EventMap & string>,
  options: SignedOptions<EventMap> | UnsignedOptions<EventMap>,
): Receiver {
  const settings = checkOptions(contract, options);
  const inbox = options.inbox ?? memoryInbox();
  const keysOf = contract.signature === null ? null : prepareSecrets(contract.signature, options.secrets);
  if (keysOf === null) warnOfUnsigned(contract);
  const report = settings.onRefused ?? warnOfRefusals(settings.now);
  const worker = startWorker({
    inbox,
    provider: contract.provider,
    now: settings.now,
    run: (lease) => runDelivery(contract, settings, lease),
  });
  const answering = new Set<Promise<Response>>();
  let closed = false;

  async function answer(request: Request): Promise<Response> {
    const fault = closed ? ({ reason: 'closed' } as const) : await receive(contract, settings, inbox, keysOf, request);
    if (fault === null) {
      worker.wake();
      return new Response(null, { status: contract.acknowledge });
    }
    tell(fault);
    return refusalResponse(fault.reason);
  }

  /** Reports a refusal, which the answer doesn't wait for. */
  async function tell({ reason, cause }: Fault): Promise<void> {
    try {
      await report(describeRefusal(contract.provider, reason, cause));
    } catch (error) {
      console.error(`hookbook: ${contract.provider}: onRefused failed`, error);
    }
  }

  function fetch(request: Request): Promise<Response> {
    const response = answer(request).finally(() => answering.delete(response));
    answering.add(response);
    return response;
  }

  async function close(): Promise<void> {
    closed = true;
    await Promise.allSettled(answering);
    await worker.close();
    if (options.inbox === undefined) await inbox.close();
  }

  return { fetch, drain: worker.drain, close, inbox };
}

/** Takes a request as far as the inbox; null where it is stored, or was already. */
async function receive(
  contract: ProviderContract,
  settings: Settings,
  inbox: Inbox,
  keysOf: ((request: Request) => Promise<Keys>) | null,
  request: Request,
): Promise<Fault | null> {
  const early = refuseEarly(request, contract, settings.maxBodyBytes);
  if (early !== null) return { reason: early };
  const receivedAt = settings.now();
  const { headers } = request;
  const body = await readBody(request, settings.maxBodyBytes, settings.bodyTimeoutMs);
  if (typeof body === 'string') return { reason: body };
  const fault = contract.signature === null || keysOf === null ? null : await verify(contract.signature, keysOf, request, body, receivedAt);
  if (fault !== null) return fault;
  const reading = readEvent(contract, headers, body);
  const id = await describeDelivery(contract, headers, body);
  const event = reading.kind === 'event' ? reading.name : null;
  try {
    const arrival = { provider: contract.provider, id, event, body, headers: withoutCredentials(headers), receivedAt };
    if ((await inbox.store(arrival)) === 'conflict') warnOfConflict(arrival);
    return null;
  } catch (cause) {
    return { reason: 'inbox-unavailable', cause };
  }
}

async function verify(
  scheme: NonNullable<ProviderContract['signature']>,
  keysOf: (request: Request) => Promise<Keys>,
  request: Request,
  body: Uint8Array<ArrayBuffer>,
  now: number,
): Promise<Fault | null> {
  let keys: Keys;
  try {
    keys = await keysOf(request);
  } catch (cause) {
    return { reason: 'secrets-unavailable', cause };
  }
  if (keys.length === 0) return { reason: 'no-secret' };
  const reason = await verifySignature(scheme, keys, { headers: request.headers, body }, now);
  return reason === null ? null : { reason };
}

/** The headers that are kept with the delivery: an inbox is no place for credentials. */
function withoutCredentials(headers: Headers): [string, string][] {
  const credentials = ['authorization', 'proxy-authorization', 'cookie'];
  return [...headers].filter(([name]) => !credentials.includes(name));
}

function warnOfConflict({ provider, id }: Arrival): void {
  console.warn(`hookbook: ${provider}: ${id}: other bytes arrived under this id, kept as conflict and not run`);
}

function warnOfUnsigned({ provider }: ProviderContract): void {
  console.warn(
    `hookbook: ${provider}: NOT VERIFIED: this provider does not sign its requests, so whoever knows the address can send events. ` +
      'Take them as hints, and read what matters from the provider itself.',
  );
}
