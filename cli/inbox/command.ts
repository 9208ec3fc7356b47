import type { EntryFilter, EntryState, Inbox, InboxEntry } from '@hookbook/runtime';
import { count } from '../diagnostics.js';
import { exit, UsageError } from '../exit.js';
import { parseSpan } from '../parse-span.js';
import { printable, renderJson } from '../printable.js';
import type { Terminal } from '../terminal.js';
import { collectEntries, findEntry } from './find-entries.js';
import { openInbox } from './open-inbox.js';
import { describeDue, describeEntry, describeEntryAsJson, renderEntries, summariseEntry } from './show-entry.js';

/** The options of all `inbox` commands, as typed. */
export interface InboxFlags {
  readonly inbox?: string;
  readonly provider?: string;
  readonly event?: string;
  readonly id?: string;
  readonly state?: string;
  readonly json?: boolean;
}

interface InboxTask {
  readonly inbox: Inbox;
  readonly flags: InboxFlags;
  readonly terminal: Terminal;
}

const states: readonly EntryState[] = ['pending', 'done', 'unknown', 'invalid', 'conflict', 'dead'];

/** The states that `prune` deletes by default. Pending deliveries have yet to run; dead ones need a decision. */
const prunedStates: readonly EntryState[] = ['done', 'unknown', 'invalid', 'conflict'];

/** Lists the deliveries in an inbox, latest last: the last `limit` of them. */
export function listInbox(flags: InboxFlags & { readonly limit: string }, terminal: Terminal): Promise<number> {
  return withInbox(flags, terminal, async ({ inbox }) => {
    const limit = checkLimit(flags.limit);
    let hidden = 0;
    const entries: InboxEntry[] = [];
    for await (const entry of inbox.entries(filterOf(flags))) {
      if (entries.push({ ...entry, body: new Uint8Array(0) }) > limit) {
        entries.shift(); // an inbox may be larger than memory
        hidden += 1;
      }
    }
    if (flags.json) terminal.print(renderJson(entries.map(summariseEntry)));
    else if (entries.length > 0) terminal.print(renderEntries(entries, terminal));
    if (hidden > 0)
      terminal.tell(`${hidden} earlier ${hidden === 1 ? 'delivery is' : 'deliveries are'} not shown; use --limit to show more`);
    if (!flags.json) terminal.tell(count(entries.length, 'delivery', 'deliveries'));
    return exit.fine;
  });
}

/** Shows a delivery with its headers, its body and any other bodies that arrived under its id. */
export function showDelivery(keyOrId: string, flags: InboxFlags, terminal: Terminal): Promise<number> {
  return withInbox(flags, terminal, async ({ inbox }) => {
    const entry = await findEntry(inbox, keyOrId);
    if (entry === undefined) return reportMissing(keyOrId, terminal);
    const { provider, id } = entry;
    const others = (await collectEntries(inbox, { provider, id })).filter((other) => other.key !== entry.key);
    terminal.print(flags.json ? renderJson(describeEntryAsJson(entry)) : describeEntry(entry, others, terminal));
    return exit.fine;
  });
}

/**
 * Makes deliveries pending again: one, or all that match (dead ones by default). The receivers' workers then run them.
 */
export function replayDeliveries(keyOrId: string | undefined, flags: InboxFlags, terminal: Terminal): Promise<number> {
  return withInbox(flags, terminal, async ({ inbox }) => {
    if (keyOrId !== undefined) {
      const entry = await findEntry(inbox, keyOrId);
      if (entry === undefined) return reportMissing(keyOrId, terminal);
      const { key } = entry;
      if (entry.state === 'conflict') {
        throw new UsageError(
          `${key} is a conflict and never runs: another body arrived first under its id (see hookbook inbox show ${key})`,
        );
      }
      if (entry.state === 'pending') throw new UsageError(`${key} is already pending: it runs when it is due, ${describeDue(entry)}`);
      return printCount(await inbox.replay({ key }), 'will run again', flags, terminal);
    }
    if (flags.event === undefined && flags.provider === undefined && flags.id === undefined) {
      throw new UsageError(
        'which deliveries? Give a key or an id (see hookbook inbox list), or --event, --provider or --id to replay all their dead ones',
      );
    }
    const filter: EntryFilter = { state: 'dead', ...filterOf(flags) };
    if (filter.state === 'pending') throw new UsageError('pending deliveries run when they are due: there is nothing to replay');
    if (filter.state === 'conflict') throw new UsageError('conflicts never run: another body arrived first under their id');
    const replayed = await inbox.replay(filter);
    if (replayed === 0) {
      terminal.tell(`no delivery matches; to see which can be replayed, run hookbook inbox list --state ${filter.state}`);
      return exit.fault;
    }
    return printCount(replayed, 'will run again', flags, terminal);
  });
}

/** Deletes processed deliveries and their ids, so the same request would run again; dead ones with `--state dead`. */
export function pruneInbox(flags: InboxFlags & { readonly olderThan: string }, terminal: Terminal): Promise<number> {
  return withInbox(flags, terminal, async ({ inbox }) => {
    if (flags.state === 'pending') throw new UsageError('pending deliveries cannot be pruned: their handlers have not run');
    const olderThanMs = parseSpan(flags.olderThan, '--older-than');
    const filter = filterOf(flags);
    let pruned = 0;
    for (const state of filter.state === undefined ? prunedStates : [filter.state])
      pruned += await inbox.prune(olderThanMs, { ...filter, state });
    return printCount(pruned, 'deleted', flags, terminal);
  });
}

async function withInbox(flags: InboxFlags, terminal: Terminal, act: (task: InboxTask) => Promise<number>): Promise<number> {
  if (flags.state !== undefined && !states.some((state) => state === flags.state)) {
    throw new UsageError(`--state must be one of ${states.join(', ')}`);
  }
  const inbox = await openInbox(flags.inbox ?? terminal.env['HOOKBOOK_INBOX'], process.cwd());
  try {
    return await act({ inbox, flags, terminal });
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`cannot read the inbox: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  } finally {
    await inbox.close();
  }
}

function filterOf({ provider, event, id, state }: InboxFlags): EntryFilter {
  const given = Object.entries({ provider, event, id, state }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given);
}

function checkLimit(text: string): number {
  if (!/^[1-9][0-9]{0,6}$/.test(text)) throw new UsageError('--limit must be a positive integer');
  return Number(text);
}

function reportMissing(keyOrId: string, terminal: Terminal): number {
  terminal.tell(printable(`no delivery has the key or id ${keyOrId}; hookbook inbox list prints both`));
  return exit.fault;
}

function printCount(deliveries: number, what: string, { json }: InboxFlags, terminal: Terminal): number {
  terminal.print(json ? renderJson({ deliveries }) : `${count(deliveries, 'delivery', 'deliveries')} ${what}`);
  return exit.fine;
}
