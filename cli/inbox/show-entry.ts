import type { EntryState, InboxEntry } from '@hookbook/runtime';
import { headersToShow } from '../../requests/shown-headers.js';
import { alignColumns } from '../columns.js';
import { printable, printableLines } from '../printable.js';
import type { Colour, Terminal } from '../terminal.js';

const colours: Readonly<Record<EntryState, Colour>> = {
  pending: 'cyan',
  done: 'green',
  unknown: 'yellow',
  invalid: 'yellow',
  conflict: 'yellow',
  dead: 'red',
};

const longestCell = 60;

/** Deliveries as a table: a line each. */
export function renderEntries(entries: readonly InboxEntry[], terminal: Terminal): string {
  const waits = entries.some(({ dueAt }) => dueAt !== null);
  const heads = ['key', 'received', 'state', 'attempts', waits ? 'due' : '', 'event', 'id', 'error'];
  const rows = entries.map((entry) => [
    entry.key,
    timeOf(entry.receivedAt),
    entry.state,
    String(entry.attempts),
    entry.dueAt === null ? '' : timeOf(entry.dueAt),
    `${entry.provider}.${entry.event ?? '?'}`,
    entry.id,
    entry.error ?? '',
  ]);
  const [head = '', ...lines] = alignColumns(
    [heads, ...rows].map((row) => row.map((cell) => shorten(printable(cell)))),
    longestCell,
  );
  const painted = lines.map((line, at) => {
    const state = entries[at]?.state ?? 'done';
    return line.replace(` ${state} `, ` ${terminal.paint(colours[state], state)} `);
  });
  return [terminal.paint('bold', head), ...painted].join('\n');
}

/** What `list --json` says of a delivery: all but what was sent. */
export function summariseEntry({ key, provider, event, id, state, attempts, dueAt, error, receivedAt }: InboxEntry): object {
  return { key, provider, event, id, state, attempts, dueAt, error, receivedAt };
}

/**
 * What `show --json` says: the body as text where it is UTF-8, and its bytes. The runtime stores no credentials, but entries that an
 * earlier one stored may have some.
 */
export function describeEntryAsJson(entry: InboxEntry): object {
  const text = decode(entry.body);
  return {
    ...summariseEntry(entry),
    headers: headersToShow(entry.headers),
    body: text,
    bodyBase64: Buffer.from(entry.body).toString('base64'),
  };
}

/** A delivery whole, for people. */
export function describeEntry(entry: InboxEntry, others: readonly InboxEntry[], terminal: Terminal): string {
  const facts = [
    ['key', entry.key],
    ['event', `${entry.provider}.${entry.event ?? '? (it could not be told)'}`],
    ['id', entry.id],
    ['received', timeOf(entry.receivedAt)],
    ['state', entry.state],
    ['attempts', String(entry.attempts)],
    ...(entry.dueAt === null ? [] : [['due', describeDue(entry)]]),
    ...(entry.error === null ? [] : [['error', entry.error]]),
    ...others.map(({ key, state }) => ['same id', `${key} (${state})`]),
  ].map((row) => row.map((cell) => printable(cell)));
  const headers = headersToShow(entry.headers).map(([name, value]) => printable(`${name}: ${value}`));
  const text = decode(entry.body);
  const body =
    text === null ? `${entry.body.length} bytes that are not UTF-8:\n${Buffer.from(entry.body).toString('base64')}` : printableLines(text);
  return [...alignColumns(facts, 200), '', terminal.paint('bold', 'headers'), ...headers, '', terminal.paint('bold', 'body'), body].join(
    '\n',
  );
}

/** When a pending delivery may run next, for people. */
export function describeDue({ dueAt, attempts }: InboxEntry): string {
  return dueAt === null ? 'never' : `${timeOf(dueAt)}${attempts === 0 ? '' : ' (its retry, or the end of its lease)'}`;
}

function timeOf(at: number): string {
  return Math.abs(at) <= 8.64e15 ? new Date(at).toISOString() : String(at);
}

function decode(body: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    return null; // not UTF-8
  }
}

function shorten(text: string): string {
  return text.length > longestCell ? `${text.slice(0, longestCell - 1)}…` : text;
}
