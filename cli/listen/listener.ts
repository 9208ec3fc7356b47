import { AsyncLocalStorage } from 'node:async_hooks';
import { createReceiver, type Inbox, type ProviderContract, type ReceiveReport, type Receiver, type Refusal } from '@hookbook/runtime';
import { headersToStore } from '@hookbook/runtime/inspect';
import type { KnownProvider } from '@hookbook/testkit/diagnose';
import type { Json, Provider } from '../../catalogue/model/model.js';
import { openContract, openJudge } from '../../requests/contract.js';
import { findUndescribed } from '../../requests/undescribed.js';
import { explainRefusal } from './explain-refusal.js';
import { errorsOf, type ReceivedRecord } from './record.js';

export interface ListenerOptions {
  readonly provider: Provider;
  /** Empty: everything is taken, and nothing is verified. */
  readonly secrets: readonly string[];
  /** The other providers that sign, for a request that went astray. */
  readonly others: readonly KnownProvider[];
  readonly inbox: Inbox;
  readonly tell: (record: ReceivedRecord) => void;
}

/** What the receiver reports of the request at hand. */
interface Told {
  report: ReceiveReport | null;
  refusal: Refusal | null;
}

/**
 * A receiver of the runtime for one provider, straight from the document, that tells what it gets. Throws a TypeError where a secret
 * can't be one.
 */
export function openListener(options: ListenerOptions): Receiver {
  const { provider, secrets, inbox, tell } = options;
  const contract = openContract(provider);
  const told = new AsyncLocalStorage<Told>();
  const hooks = {
    ...{ inbox, on: {} },
    ...{ onUnknown: ignore, onInvalid: ignore, onDead: ignore },
    onReceive: (report: ReceiveReport) => Object.assign(told.getStore() ?? {}, { report }),
    onRefused: (refusal: Refusal) => Object.assign(told.getStore() ?? {}, { refusal }),
  };
  const receiver =
    contract.signature === null || secrets.length === 0
      ? createReceiver<Record<string, unknown>>({ ...contract, signature: null }, { ...hooks, unsigned: true })
      : createReceiver<Record<string, unknown>>(contract, { ...hooks, secrets });
  const describe = openDescriber(options, contract);

  async function fetch(request: Request): Promise<Response> {
    const at = Date.now();
    const copy = request.body === null ? null : request.clone();
    const heard: Told = { report: null, refusal: null };
    const response = await told.run(heard, () => receiver.fetch(request));
    tell(await describe({ request, at, heard, status: response.status, body: await readCopy(copy, heard.report) }));
    return response;
  }

  return { ...receiver, fetch };
}

/** What the receiver tells of an event is told here already. */
const ignore = () => undefined;

/** The bytes that the receiver read; null where it refused to read them. */
async function readCopy(copy: Request | null, report: ReceiveReport | null): Promise<Uint8Array<ArrayBuffer> | null> {
  if (copy === null) return null;
  if (report !== null && report.bytes !== null) return new Uint8Array(await copy.arrayBuffer());
  copy.body?.cancel().catch(() => undefined); // what was refused unread stays unread
  return null;
}

interface Heard {
  readonly request: Request;
  readonly at: number;
  readonly heard: Told;
  readonly status: number;
  readonly body: Uint8Array<ArrayBuffer> | null;
}

function openDescriber(
  { provider, secrets, others }: ListenerOptions,
  contract: ProviderContract,
): (heard: Heard) => Promise<ReceivedRecord> {
  const judge = openJudge(provider, 'strict');
  const { signature: scheme } = contract;

  async function describeHints({ request, at, heard: { refusal }, body }: Heard): Promise<readonly string[]> {
    if (refusal === null) return [];
    if (scheme === null || body === null) return [refusal.hint];
    const known = { name: provider.key, scheme, secrets };
    const causes = await explainRefusal({
      ...{ reason: refusal.reason, provider: known, others, at },
      request: { headers: request.headers, body },
    });
    return causes.length === 0 ? [refusal.hint] : causes;
  }

  return async (heard) => {
    const { request, at, status, body } = heard;
    const { report, refusal } = heard.heard;
    const { pathname, search } = new URL(request.url);
    const event = report?.event ?? null;
    const judged = refusal === null && body !== null ? judgeBody(event, body) : { valid: null, errors: [], notes: [] };
    return {
      at: new Date(at).toISOString(),
      provider: provider.key,
      ...{ method: request.method, path: pathname + search, status, event, body },
      id: report?.id ?? null,
      outcome: report?.outcome ?? 'refused',
      signature: refusal === null ? (scheme === null || secrets.length === 0 ? 'unverified' : 'verified') : describeSignature(refusal),
      reason: refusal?.reason ?? null,
      hints: await describeHints(heard),
      ...judged,
      headers: headersToStore(request.headers, contract),
    };
  };

  function judgeBody(name: string | null, body: Uint8Array): Pick<ReceivedRecord, 'valid' | 'errors' | 'notes'> {
    const value = parse(body);
    const fail = (message: string) => ({ valid: false, errors: [{ pointer: '', message }], notes: [] });
    if (value === undefined) return fail('the body is not JSON in UTF-8, or nests too deeply');
    const event = provider.events.find((each) => each.name === name);
    if (event === undefined)
      return fail(
        provider.discriminator === null
          ? "the provider's events can't be told apart"
          : "is no event of the document: a receiver's onUnknown",
      );
    const errors = errorsOf(contract.validators[event.name]?.validate(value) ?? { valid: true });
    const undescribed = findUndescribed(provider, event, value).map((pointer) => `${pointer} is in no schema of the document`);
    const strict =
      errors.length > 0 ? [] : errorsOf(judge(event.name, value)).map(({ pointer, message }) => `${pointer} ${message}`.trim());
    return {
      valid: errors.length === 0,
      errors: errors.map(({ pointer, message }) => ({ pointer, message })),
      notes: [...strict.map((error) => `${error} (receivers let it pass)`), ...undescribed],
    };
  }
}

function describeSignature({ reason }: Refusal): ReceivedRecord['signature'] {
  return /^(?:signature|signed|timestamp|too-many-signatures|ambiguous)/.test(reason) ? 'refused' : 'not-looked-at';
}

function parse(body: Uint8Array): Json | undefined {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body)) as Json;
  } catch {
    return undefined;
  }
}
