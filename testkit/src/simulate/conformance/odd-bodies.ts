import { escapeUnits } from '@hookbook/runtime/inspect';
import type { Bytes } from './compose.js';

/**
 * A way to change JSON text so that it differs from what JSON.parse and JSON.stringify produce. Some texts can't be
 * changed in this way.
 */
export interface OddBody {
  readonly name: string;
  write(text: string): string;
}

const add = (members: string) => (text: string) => text.replace(/\}\s*$/, (end) => `${text.startsWith('{}') ? '' : ','}${members}${end}`);
/** They may be what makes the body unique. */
const blanksAfter = (text: string) => /\s*$/.exec(text)?.[0] ?? '';

export const oddBodies: readonly OddBody[] = [
  {
    name: 'white space',
    write: (text) => `${JSON.stringify(JSON.parse(text), null, '\t').replaceAll('\n', '\r\n')}\n${blanksAfter(text)}`,
  },
  // `:"` and a letter always begin a string value: a quote inside a string is escaped.
  { name: 'an unnecessary escape', write: (text) => text.replace(/(?<=:")[A-Za-z]/, escapeUnits) },
  { name: 'integer names out of order', write: add('"2":"b","1":"a"') },
  { name: 'unusual number formats', write: add('"hookbook_total":1.50,"hookbook_cents":15e1') },
  { name: 'an integer beyond 2^53', write: add('"hookbook_n":12345678901234567890') },
  { name: 'a repeated field', write: add('"hookbook_note":1,"hookbook_note":2') },
];

/** Bytes that are not UTF-8 inside what would otherwise be JSON of the event. */
export function breakUtf8(text: string): Bytes {
  const encoder = new TextEncoder();
  const at = /(?<=:")[A-Za-z]/.exec(text)?.index ?? text.length;
  return Uint8Array.of(...encoder.encode(text.slice(0, at)), 0xff, 0xc0, ...encoder.encode(text.slice(at)));
}

/** Bodies that are not JSON objects. The mark, a few digits, makes each unique. */
export const nonObjects: readonly { readonly name: string; write(mark: string): string }[] = [
  { name: 'text that is not JSON', write: (mark) => `not JSON ${mark}` },
  { name: 'unterminated object', write: (mark) => `{ "mark": ${mark}` },
  { name: '"text"', write: (mark) => `"text ${mark}"` },
  { name: 'number', write: (mark) => mark },
  { name: 'null', write: () => 'null' },
  { name: '[]', write: (mark) => `[${mark}]` },
];
