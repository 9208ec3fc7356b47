import { printable, printableLines } from '../printable.js';
import type { Terminal } from '../terminal.js';
import type { ReceivedRecord } from './record.js';

/** How much of a body is printed. */
const maxBodyLength = 4000;
/** A hostile payload may have many errors. */
const maxLines = 10;

/**
 * Renders a request for the terminal: a line with its event and result, then what is wrong with it, then its payload.
 */
export function renderRecord(record: ReceivedRecord, terminal: Terminal): string {
  const { at, provider, event, id, method, path, outcome, errors, notes, hints, body } = record;
  const name = provider === null ? `${method} ${path}` : outcome === 'refused' ? provider : `${provider}.${event ?? '?'}`;
  const head = [
    terminal.paint('dim', at.slice(11)),
    terminal.paint('bold', shorten(printable(name), 120)),
    renderSignature(record, terminal),
    renderVerdict(record, terminal),
  ].filter((part) => part !== '');
  const lines = [
    ...(id === null ? [] : [`id ${printable(id)}`]),
    ...hints,
    ...limit(errors.map(({ pointer, message }) => `${pointer} ${message}`.trim())),
    ...limit(notes),
  ].map((line) => `  ${printable(line)}`);
  return [head.join('  '), ...lines, ...(body === null || body.length === 0 ? [] : [renderBody(body)]), ''].join('\n');
}

function renderSignature({ signature }: ReceivedRecord, terminal: Terminal): string {
  if (signature === 'verified') return terminal.paint('green', 'verified');
  return signature === 'unverified' ? terminal.paint('yellow', 'NOT VERIFIED') : '';
}

function renderVerdict({ outcome, status, reason, valid, event }: ReceivedRecord, terminal: Terminal): string {
  if (outcome === 'refused') return terminal.paint('red', `refused with ${status}${reason === null ? '' : ` ${reason}`}`);
  const word = valid ? terminal.paint('green', 'valid') : terminal.paint('red', event === null ? 'unknown' : 'invalid');
  if (outcome === 'stored') return word;
  const again =
    outcome === 'duplicate' ? 'duplicate: acknowledged, but not handled again' : 'conflict: a different body arrived under this id before';
  return `${word}  ${terminal.paint('yellow', again)}`;
}

function limit(lines: readonly string[]): readonly string[] {
  return lines.length <= maxLines ? lines : [...lines.slice(0, maxLines), `and ${lines.length - maxLines} more`];
}

function renderBody(bytes: Uint8Array): string {
  const text = decode(bytes);
  if (text === null) return `  ${bytes.length} bytes that are not UTF-8: ${shorten(Buffer.from(bytes).toString('base64'), 200)}`;
  const shown = printableLines(shorten(indent(text), maxBodyLength)).trimEnd();
  return shown.replace(/^/gm, '  ');
}

/** What `listen --json` prints: one line per request, with its body as text if it is UTF-8. */
export function renderRecordAsJson({ body, headers, ...record }: ReceivedRecord): string {
  const text = body === null ? null : decode(body);
  const bytes = body === null || text !== null ? null : Buffer.from(body).toString('base64');
  return printable(JSON.stringify({ ...record, headers, body: text, bodyBase64: bytes }));
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

function indent(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

const shorten = (text: string, maxLength: number) =>
  text.length > maxLength ? `${text.slice(0, maxLength)}… (${text.length} characters)` : text;
