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
  /** If empty, everything is accepted and nothing verified. */
  readonly secrets: readonly string[];
  /** The other providers that sign, to recognize a request sent to the wrong URL. */
  readonly others: readonly KnownProvider[];
  readonly inbox: Inbox;
  readonly tell: (record: ReceivedRecord) => void;
}

/** What the receiver reported about the current request. */
interface ReceiverReports {
  report: ReceiveReport | null;
  refusal: Refusal | null;
}

/** A receiver for one provider of the document that reports each request. Throws a TypeError for an invalid secret. */
export function openListener(options: ListenerOptions): Receiver {
  const { provider, secrets, inbox, tell } = options;
  const contract = openContract(provider);
  const current = new AsyncLocalStorage<ReceiverReports>();
  const hooks = {
    ...{ inbox, on: {} },
    ...{ onUnknown: ignore, onInvalid: ignore, onDead: ignore },
    onReceive: (report: ReceiveReport) => Object.assign(current.getStore() ?? {}, { report }),
    onRefused: (refusal: Refusal) => Object.assign(current.getStore() ?? {}, { refusal }),
  };
  const receiver =
    contract.signature === null || secrets.length === 0
      ? createReceiver<Record<string, unknown>>({ ...contract, signature: null }, { ...hooks, unsigned: true })
      : createReceiver<Record<string, unknown>>(contract, { ...hooks, secrets });
  const describe = openDescriber(options, contract);

  async function fetch(request: Request): Promise<Response> {
    const at = Date.now();
    const copy = request.body === null ? null : request.clone();
    const reports: ReceiverReports = { report: null, refusal: null };
    const response = await current.run(reports, () => receiver.fetch(request));
    tell(await describe({ request, at, reports, status: response.status, body: await readCopy(copy, reports.report) }));
    return response;
  }

  return { ...receiver, fetch };
}

/** These events are already in the record. */
const ignore = () => undefined;

/** The bytes that the receiver read; null if it refused to read them. */
async function readCopy(copy: Request | null, report: ReceiveReport | null): Promise<Uint8Array<ArrayBuffer> | null> {
  if (copy === null) return null;
  if (report !== null && report.bytes !== null) return new Uint8Array(await copy.arrayBuffer());
  copy.body?.cancel().catch(() => undefined); // the receiver refused it unread
  return null;
}

interface Handled {
  readonly request: Request;
  readonly at: number;
  readonly reports: ReceiverReports;
  readonly status: number;
  readonly body: Uint8Array<ArrayBuffer> | null;
}

function openDescriber(
  { provider, secrets, others }: ListenerOptions,
  contract: ProviderContract,
): (handled: Handled) => Promise<ReceivedRecord> {
  const judge = openJudge(provider, 'strict');
  const { signature: scheme } = contract;

  async function describeHints({ request, at, reports: { refusal }, body }: Handled): Promise<readonly string[]> {
    if (refusal === null) return [];
    if (scheme === null || body === null) return [refusal.hint];
    const known = { name: provider.key, scheme, secrets };
    const causes = await explainRefusal({
      ...{ reason: refusal.reason, provider: known, others, at },
      request: { headers: request.headers, body },
    });
    return causes.length === 0 ? [refusal.hint] : causes;
  }

  return async (handled) => {
    const { request, at, status, body } = handled;
    const { report, refusal } = handled.reports;
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
      hints: await describeHints(handled),
      ...judged,
      headers: headersToStore(request.headers, contract),
    };
  };

  function judgeBody(name: string | null, body: Uint8Array): Pick<ReceivedRecord, 'valid' | 'errors' | 'notes'> {
    const value = parse(body);
    const fail = (message: string) => ({ valid: false, errors: [{ pointer: '', message }], notes: [] });
    if (value === undefined) return fail('the body is not JSON in UTF-8, or is nested too deeply');
    const event = provider.events.find((each) => each.name === name);
    if (event === undefined)
      return fail(
        provider.discriminator === null
          ? 'the events of the provider cannot be distinguished'
          : 'no event of the document: receivers call onUnknown',
      );
    const errors = errorsOf(contract.validators[event.name]?.validate(value) ?? { valid: true });
    const undescribed = findUndescribed(provider, event, value).map((pointer) => `${pointer} is not in the schema`);
    const strict =
      errors.length > 0 ? [] : errorsOf(judge(event.name, value)).map(({ pointer, message }) => `${pointer} ${message}`.trim());
    return {
      valid: errors.length === 0,
      errors: errors.map(({ pointer, message }) => ({ pointer, message })),
      notes: [...strict.map((error) => `${error} (receivers accept it)`), ...undescribed],
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
