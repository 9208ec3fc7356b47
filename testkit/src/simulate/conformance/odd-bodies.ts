import type { Bytes } from './compose.js';

/** What can be done to JSON text, so that it says the same and is not what JSON.parse and JSON.stringify make of it; some has no place for it. */
export interface OddBody {
  readonly name: string;
  write(text: string): string;
}

const add = (members: string) => (text: string) => text.replace(/\}\s*$/, (end) => `${text.startsWith('{}') ? '' : ','}${members}${end}`);
/** They may be what makes a body like no other. */
const blanksAfter = (text: string) => /\s*$/.exec(text)?.[0] ?? '';
const unicode = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

export const oddBodies: readonly OddBody[] = [
  {
    name: 'white space',
    write: (text) => `${JSON.stringify(JSON.parse(text), null, '\t').replaceAll('\n', '\r\n')}\n${blanksAfter(text)}`,
  },
  // `:"` and a letter is always where a member's text begins: a quote inside a text has a backslash before it.
  { name: 'an escape of what needs none', write: (text) => text.replace(/(?<=:")[A-Za-z]/, unicode) },
  { name: 'whole numbers for names, out of order', write: add('"2":"b","1":"a"') },
  { name: 'numbers in other forms', write: add('"hookbook_total":1.50,"hookbook_cents":15e1') },
  { name: 'an integer beyond 2^53', write: add('"hookbook_n":12345678901234567890') },
  { name: 'a member twice', write: add('"hookbook_note":1,"hookbook_note":2') },
];

/** Bytes that are no UTF-8 inside what would be JSON of the event. */
export function breakUtf8(text: string): Bytes {
  const encoder = new TextEncoder();
  const at = /(?<=:")[A-Za-z]/.exec(text)?.index ?? text.length;
  return Uint8Array.of(...encoder.encode(text.slice(0, at)), 0xff, 0xc0, ...encoder.encode(text.slice(at)));
}

/** Bodies that are no JSON object; the mark, some digits, makes each like no other. */
export const noObjects: readonly { readonly name: string; write(mark: string): string }[] = [
  { name: 'text that is no JSON', write: (mark) => `no JSON ${mark}` },
  { name: 'object that never ends', write: (mark) => `{ "mark": ${mark}` },
  { name: '"text"', write: (mark) => `"text ${mark}"` },
  { name: 'number', write: (mark) => mark },
  { name: 'null', write: () => 'null' },
  { name: '[]', write: (mark) => `[${mark}]` },
];
