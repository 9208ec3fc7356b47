import type { EntryFilter, EntryState, Inbox, InboxEntry } from '@hookbook/runtime';
import { count } from '../diagnostics.js';
import { exit, UsageError } from '../exit.js';
import { parseSpan } from '../parse-span.js';
import { renderJson } from '../printable.js';
import type { Terminal } from '../terminal.js';
import { openInbox } from './open-inbox.js';
import { describeDue, describeEntry, describeEntryAsJson, renderEntries, summariseEntry } from './show-entry.js';

/** The options of all `inbox` commands, as they were given. */
export interface InboxFlags {
  readonly inbox?: string;
  readonly provider?: string;
  readonly event?: string;
  readonly id?: string;
  readonly state?: string;
  readonly json?: boolean;
}

/** What each `inbox` command works with. */
interface Task {
  readonly inbox: Inbox;
  readonly flags: InboxFlags;
  readonly terminal: Terminal;
}

const states: readonly EntryState[] = ['pending', 'done', 'unknown', 'invalid', 'conflict', 'dead'];

/** What nobody has to look at any more. */
const retired: readonly EntryState[] = ['done', 'unknown', 'invalid', 'conflict'];

/** Says what an inbox keeps, the latest last; `limit` is how many of them at most. */
export function listInbox(flags: InboxFlags & { readonly limit: string }, terminal: Terminal): Promise<number> {
  return withInbox(flags, terminal, async ({ inbox }) => {
    const limit = checkLimit(flags.limit);
    let left = 0;
    const entries: InboxEntry[] = [];
    for await (const entry of inbox.entries(filterOf(flags))) {
      if (entries.push({ ...entry, body: new Uint8Array(0) }) > limit) {
        entries.shift(); // no more is held than is printed
        left += 1;
      }
    }
    if (flags.json) terminal.print(renderJson(entries.map(summariseEntry)));
    else if (entries.length > 0) terminal.print(renderEntries(entries, terminal));
    if (left > 0) terminal.tell(`${left} earlier ones are not shown: ask for more by --limit`);
    if (!flags.json) terminal.tell(count(entries.length, 'delivery', 'deliveries'));
    return exit.fine;
  });
}

/** Shows one delivery whole: its headers, its body, and what else came under its id. */
export function showDelivery(key: string, flags: InboxFlags, terminal: Terminal): Promise<number> {
  return withInbox(flags, terminal, async ({ inbox }) => {
    const [entry] = await collect(inbox, { key });
    if (entry === undefined) return missing(key, terminal);
    const { provider, id } = entry;
    const others = (await collect(inbox, { provider, id })).filter((other) => other.key !== entry.key);
    terminal.print(flags.json ? renderJson(describeEntryAsJson(entry)) : describeEntry(entry, others, terminal));
    return exit.fine;
  });
}

/** Makes one delivery pending again, or all that fit: dead ones, where no state is said. The receivers' workers do the rest. */
export function replayDeliveries(key: string | undefined, flags: InboxFlags, terminal: Terminal): Promise<number> {
  return withInbox(flags, terminal, async ({ inbox }) => {
    if (key !== undefined) {
      const [entry] = await collect(inbox, { key });
      if (entry === undefined) return missing(key, terminal);
      if (entry.state === 'conflict') {
        throw new UsageError(
          `${key} is a conflict: another body came first under its id, and it is never run (hookbook inbox show ${key} has it)`,
        );
      }
      if (entry.state === 'pending') throw new UsageError(`${key} is pending already: it runs when it is due, ${describeDue(entry)}`);
      return tellCount(await inbox.replay({ key }), 'will run again', flags, terminal);
    }
    if (flags.event === undefined && flags.provider === undefined && flags.id === undefined) {
      throw new UsageError(
        'replay what? Name a key (hookbook inbox list has them), or --event, --provider or --id for all their dead ones',
      );
    }
    const filter: EntryFilter = { state: 'dead', ...filterOf(flags) };
    if (filter.state === 'pending') throw new UsageError('what is pending runs when it is due: there is nothing to replay');
    if (filter.state === 'conflict') throw new UsageError('a conflict is never run: another body came first under its id');
    const replayed = await inbox.replay(filter);
    if (replayed === 0) {
      terminal.tell(`nothing fits: hookbook inbox list --state ${filter.state} has what could be replayed`);
      return exit.fault;
    }
    return tellCount(replayed, 'will run again', flags, terminal);
  });
}

/** Forgets settled deliveries, and with them their ids: the same request would run again. Dead letters only where they are named. */
export function pruneInbox(flags: InboxFlags & { readonly olderThan: string }, terminal: Terminal): Promise<number> {
  return withInbox(flags, terminal, async ({ inbox }) => {
    if (flags.state === 'pending') throw new UsageError('what is pending is not pruned: its handlers have not run');
    const olderThanMs = parseSpan(flags.olderThan, '--older-than');
    const filter = filterOf(flags);
    let pruned = 0;
    for (const state of filter.state === undefined ? retired : [filter.state])
      pruned += await inbox.prune(olderThanMs, { ...filter, state });
    return tellCount(pruned, flags.json ? 'pruned' : 'forgotten', flags, terminal);
  });
}

async function withInbox(flags: InboxFlags, terminal: Terminal, act: (task: Task) => Promise<number>): Promise<number> {
  if (flags.state !== undefined && !states.some((state) => state === flags.state)) {
    throw new UsageError(`--state must be one of ${states.join(', ')}`);
  }
  const inbox = await openInbox(flags.inbox ?? terminal.env['HOOKBOOK_INBOX'], process.cwd());
  try {
    return await act({ inbox, flags, terminal });
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`the inbox can't be read: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  } finally {
    await inbox.close();
  }
}

function filterOf({ provider, event, id, state }: InboxFlags): EntryFilter {
  const given = Object.entries({ provider, event, id, state }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given);
}

async function collect(inbox: Inbox, filter: EntryFilter): Promise<InboxEntry[]> {
  const entries: InboxEntry[] = [];
  for await (const entry of inbox.entries(filter)) entries.push(entry);
  return entries;
}

function checkLimit(text: string): number {
  if (!/^[1-9][0-9]{0,6}$/.test(text)) throw new UsageError('--limit must be a number from 1 on');
  return Number(text);
}

function missing(key: string, terminal: Terminal): number {
  terminal.tell(`there is no delivery ${key}: hookbook inbox list has the keys`);
  return exit.fault;
}

function tellCount(deliveries: number, what: string, { json }: InboxFlags, terminal: Terminal): number {
  terminal.print(json ? renderJson({ deliveries }) : `${count(deliveries, 'delivery', 'deliveries')} ${what}`);
  return exit.fine;
}
