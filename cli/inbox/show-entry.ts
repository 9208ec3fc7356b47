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

const maxCellLength = 60;

/** Renders deliveries as a table, one line each. */
export function renderEntries(entries: readonly InboxEntry[], terminal: Terminal): string {
  const hasPending = entries.some(({ dueAt }) => dueAt !== null);
  const heads = ['key', 'received', 'state', 'attempts', hasPending ? 'due' : '', 'event', 'id', 'error'];
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
    maxCellLength,
  );
  const painted = lines.map((line, at) => {
    const state = entries[at]?.state ?? 'done';
    return line.replace(` ${state} `, ` ${terminal.paint(colours[state], state)} `);
  });
  return [terminal.paint('bold', head), ...painted].join('\n');
}

/** What `list --json` prints for a delivery: everything but its headers and body. */
export function summariseEntry({ key, provider, event, id, state, attempts, dueAt, error, receivedAt }: InboxEntry): object {
  return { key, provider, event, id, state, attempts, dueAt, error, receivedAt };
}

/**
 * What `show --json` prints: the body as text if it is UTF-8, and its bytes in base64. Credentials are removed from the
 * headers, because earlier versions of the runtime stored them.
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

/** Renders all of a delivery for a terminal. */
export function describeEntry(entry: InboxEntry, others: readonly InboxEntry[], terminal: Terminal): string {
  const facts = [
    ['key', entry.key],
    ['event', `${entry.provider}.${entry.event ?? '? (unknown)'}`],
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

/** When a pending delivery may run next. */
export function describeDue({ dueAt, attempts }: InboxEntry): string {
  return dueAt === null ? 'never' : `${timeOf(dueAt)}${attempts === 0 ? '' : ' (its retry or the end of its lease)'}`;
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
  return text.length > maxCellLength ? `${text.slice(0, maxCellLength - 1)}…` : text;
}
