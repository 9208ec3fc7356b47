import type { ProviderContract } from '../../../../runtime/src/contract.js';
import { createReceiver, memoryInbox, type UnsignedOptions } from '../../../../runtime/src/index.js';
import { attachFacts } from '../../../../runtime/src/request/request-facts.js';
import type { CheckedProvider } from '../../../../site/theme/check/checked-provider.js';
import { readHeaders } from '../../../../site/theme/check/headers.js';

export interface RealRequest {
  /** `Name: value` lines. */
  readonly headers: string;
  readonly body: Uint8Array<ArrayBuffer>;
  readonly secret: string;
  readonly now: number;
}

export interface RealAnswer {
  readonly status: number;
  /** What a refusal says; null if the request is in the inbox. */
  readonly reason: string | null;
  /** The final state in the inbox; null if it is refused. */
  readonly state: string | null;
  /** The event whose handler ran. */
  readonly handled: string | null;
}

/** What the runtime's receiver answers to a request that came by an adapter, which knows the repeated headers. */
export async function askReceiver({ contract, tolerant }: CheckedProvider, request: RealRequest): Promise<RealAnswer> {
  const { headers, body, secret, now } = request;
  const real = { ...contract, ...tolerant } as ProviderContract;
  const inbox = memoryInbox();
  let handled: string | null = null;
  const note = (name: string) => () => {
    handled = name;
  };
  const options = {
    ...(contract.signature === null ? { unsigned: true } : { secrets: secret }),
    ...{ inbox, now: () => now, onInvalid: () => undefined, onUnknown: () => undefined, onRefused: () => undefined },
    on: Object.fromEntries(contract.events.map((name) => [name, note(name)])),
  } as unknown as UnsignedOptions<Record<string, unknown>>;
  const receiver = createReceiver(real, options);
  const pasted = readHeaders(headers);
  const sent = new Request('http://localhost/', { method: pasted.method ?? 'POST', headers: pasted.headers, body });
  const response = await receiver.fetch(attachFacts(sent, { repeated: new Set(pasted.repeated) }));
  await receiver.drain();
  let state: string | null = null;
  for await (const entry of inbox.entries()) state = entry.state;
  const { error = null } = response.status < 300 ? {} : ((await response.json()) as { readonly error?: string });
  await receiver.close();
  return { status: response.status, reason: error, state, handled };
}
