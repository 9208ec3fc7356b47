import type { ProviderContract } from '../../../runtime/src/contract.js';
import type { EntryState, Inbox } from '../../../runtime/src/inbox/inbox.js';
import { createReceiver, type Delivery, type SignedOptions } from '../../../runtime/src/index.js';
import type { StoredRequest } from '../../../testkit/src/simulate.js';
import { shopContract } from '../../runtime/sample-receiver.js';
import type { Program, Running, Site } from './open-receiver.js';
import { secret } from './shop-provider.js';

const states = {
  pending: 'pending',
  done: 'done',
  unknown: 'quarantined',
  invalid: 'quarantined',
  conflict: 'quarantined',
  dead: 'dead',
} as const satisfies Record<EntryState, StoredRequest['state']>;

/** The words of a check. */
export const stateOf = (state: EntryState): StoredRequest['state'] => states[state];

/** Leases that end soon: what a crash leaves behind is waited for. */
export const leaseMs = 10_000;

/** The receiver that generated code makes. `open` opens its inbox, for each process anew over the same store; `discard` throws that away. */
export function ourReceiver(
  open: () => Inbox,
  discard: () => Promise<void> = async () => undefined,
  contract: ProviderContract = shopContract(),
): Program {
  const inboxes: Inbox[] = [];

  function start(site: Site): Running {
    const inbox = open();
    inboxes.unshift(inbox);
    const signing = contract.signature === null ? { unsigned: true } : { secrets: secret };
    const options = {
      ...signing,
      inbox: watchInbox(inbox, site),
      on: { '*': (_: unknown, { id, body, event }: Delivery) => site.handle(id, body, event) },
      now: () => Date.now(),
      handlerTimeoutMs: leaseMs / 4,
      retry: { attempts: 5, minMs: 1_000, maxMs: 60_000 },
      onUnknown() {},
      onInvalid() {},
      onDead() {},
      onRefused() {},
    };
    return createReceiver<object>(contract as ProviderContract<never>, options as SignedOptions<object>);
  }

  async function stored(): Promise<StoredRequest[]> {
    const rows: StoredRequest[] = [];
    for await (const { id, body, state } of inboxes[0]?.entries() ?? []) rows.push({ id, body, state: states[state] });
    return rows;
  }

  /** Those of processes that ended were never closed. */
  async function discardAll(): Promise<void> {
    for (const inbox of inboxes) await inbox.close();
    await discard();
  }

  return { start, stored, discard: discardAll };
}

/** The inbox as a process sees it: its commits go through the check's gate, and nothing happens once the process has ended. */
function watchInbox(inbox: Inbox, site: Site): Inbox {
  return {
    ...inbox,
    store: (arrival) => site.commit(() => inbox.store(arrival)),
    claim: (wanted) => site.whileAlive(() => inbox.claim(wanted)),
    settle: (lease, outcome) => site.whileAlive(() => inbox.settle(lease, outcome)),
  };
}
