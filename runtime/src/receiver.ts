import type { ProviderContract } from './contract.js';
import type { Inbox } from './inbox/inbox.js';
import { memoryInbox } from './inbox/memory-inbox.js';
import { checkOptions, measureMaxRun } from './options/check-options.js';
import type { SignedOptions, UnsignedOptions } from './options.js';
import { refusalResponse } from './refusal.js';
import { createReporter } from './reporter.js';
import { createBytesInFlight } from './request/bytes-in-flight.js';
import { buildWantedTree } from './request/open-body.js';
import { type ReceiveResult, receiveRequest } from './request/receive-request.js';
import { prepareSecrets } from './verify/secrets.js';
import { runDelivery } from './work/run-delivery.js';
import { idleWorker, startWorker } from './work/worker.js';

export interface Receiver {
  /** Answers one webhook request. The answer never depends on a handler. Doesn't use `this`. */
  fetch(request: Request): Promise<Response>;
  /**
   * Resolves once every delivery of the provider has been handled or quarantined by any process, including retries.
   * Rejects if the inbox can't be read. With `work: false` resolves at once.
   */
  drain(): Promise<void>;
  /** Refuses requests and resolves once running handlers have ended. Closes the inbox that the receiver created. */
  close(): Promise<void>;
  readonly inbox: Inbox;
}

/**
 * Creates a receiver for one provider. For each request it refuses early, reads the raw bytes, verifies, stores,
 * deduplicates and acknowledges. Separately, it validates and dispatches. Throws a TypeError that names an invalid
 * option.
 */
export function createReceiver<EventMap extends object>(
  contract: ProviderContract<keyof EventMap & string>,
  options: SignedOptions<EventMap> | UnsignedOptions<EventMap>,
): Receiver {
  const settings = checkOptions(contract, options);
  const inbox = options.inbox ?? memoryInbox();
  const keysOf = contract.signature === null ? null : prepareSecrets(contract.signature, options.secrets);
  if (keysOf === null) warnOfUnsigned(contract);
  const { provider } = contract;
  const inFlight = createBytesInFlight(settings.maxBytesInFlight);
  const wanted = buildWantedTree(contract, settings.orderBy);
  const reporter = createReporter(provider, settings);
  const worker = settings.work
    ? startWorker({
        inbox,
        provider,
        concurrency: settings.concurrency,
        maxRunMs: measureMaxRun(contract, settings),
        run: (lease) => runDelivery(contract, settings, lease),
        settled: reporter.settled,
      })
    : idleWorker;
  const answering = new Set<Promise<Response>>();
  let closed = false;

  async function answer(request: Request): Promise<Response> {
    const startedAt = performance.now();
    const received: ReceiveResult = closed
      ? { outcome: 'refused', reason: 'closed', bytes: null }
      : await receiveRequest({ contract, settings, inbox, inFlight, wanted, keysOf }, request);
    if (received.outcome !== 'refused') worker.wake();
    const response =
      received.outcome === 'refused' ? refusalResponse(received.reason) : new Response(null, { status: contract.acknowledge });
    reporter.received(received, response.status, performance.now() - startedAt);
    return response;
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

const warned = new Set<string>();

/** Once per provider, because some hosts create a receiver for each request. */
function warnOfUnsigned({ provider }: ProviderContract): void {
  if (warned.has(provider)) return;
  warned.add(provider);
  console.warn(
    `hookbook: ${provider}: NOT VERIFIED: the document describes no signature, so whoever knows the address can send events. ` +
      'Take them as hints, and read what matters from the provider itself.',
  );
}
