import { decodeText, escapeUnits } from '@hookbook/runtime/inspect';
import { canonicalJson } from '../json-value.js';
import { asDocumented, instead, type Printing, type Variant } from './cause.js';

type Bytes = Uint8Array<ArrayBuffer>;

/** Bytes that a sender may have signed instead of the received ones: the same JSON or text in another format. */
export function listBodies(body: Bytes): Variant<Bytes>[] {
  const text = decodeText(body);
  if (text === null) return [asDocumented(body)];
  const withCrLf = (one: string) => one.replace(/(?<!\r)\n/g, '\r\n');
  const variants: Variant<string>[] = [
    ...listPrintings(text),
    instead(text.replace(/\r?\n$/, ''), { kind: 'trimmed' }),
    instead(text.trim(), { kind: 'trimmed' }),
    instead(`${text}\n`, { kind: 'break' }),
    instead(`${text}\r\n`, { kind: 'break' }),
    instead(text.replaceAll('\r\n', '\n'), { kind: 'lf' }),
    instead(withCrLf(text), { kind: 'cr-lf' }),
    instead(withCrLf(`${text}\n`), { kind: 'cr-lf' }),
    instead('', { kind: 'empty' }),
  ];
  const seen = new Set([text]);
  const others = variants.filter(({ value }) => !seen.has(value) && seen.add(value));
  return [asDocumented(body), ...others.map(({ value, causes }) => ({ value: new TextEncoder().encode(value), causes }))];
}

/** The body's JSON as common libraries print it. */
function listPrintings(text: string): Variant<string>[] {
  try {
    const value: unknown = JSON.parse(text);
    return Object.entries(print(value)).map(([printing, printed]) => instead(printed, { kind: 'printed', printing: printing as Printing }));
  } catch {
    return []; // not JSON, or nested too deeply to print
  }
}

function print(value: unknown): Record<Printing, string> {
  const compact = JSON.stringify(value);
  const ascii = escapeNonAscii(compact);
  return {
    compact,
    'indented-2': JSON.stringify(value, null, 2),
    'indented-4': JSON.stringify(value, null, 4),
    sorted: canonicalJson(value),
    ascii,
    php: ascii.replaceAll('/', '\\/'),
    python: escapeNonAscii(spaceOut(value)),
    spaced: spaceOut(value),
  };
}

const escapeNonAscii = (json: string) => json.replace(/[^\0-\x7f]/g, escapeUnits);

/** One line with `, ` and `: `. */
function spaceOut(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spaceOut).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([name, property]) => `${JSON.stringify(name)}: ${spaceOut(property)}`)
    .join(', ')}}`;
}
