import { asDocumented, instead, type Variant } from './variant.js';

/** Bytes that a sender may have signed instead of those that came: each is the same JSON, or the same text, written in another way. */
export function listBodies(body: Uint8Array): Variant<Buffer>[] {
  const bytes = Buffer.from(body);
  const text = decode(bytes);
  if (text === null) return [asDocumented(bytes)];
  const again = (way: string) => `it is signed over the JSON ${way}, and not over the bytes that came: sign what is sent, byte for byte`;
  const variants: Variant<string>[] = [
    ...listPrintings(text).map(({ value, said }) => ({ value, said: said.map(again) })),
    instead(text.trim(), 'it is signed without the white space around the body'),
    instead(`${text}\n`, 'it is signed with a line break after the body, which did not come'),
    instead(text.replaceAll('\r\n', '\n'), 'it is signed with LF as line end, and came with CR LF'),
    instead(text.replace(/(?<!\r)\n/g, '\r\n'), 'it is signed with CR LF as line end, and came with LF'),
    instead('', 'it is signed over an empty body: was the body read before it was signed?'),
  ];
  const seen = new Set([text]);
  const others = variants.filter(({ value }) => !seen.has(value) && seen.add(value));
  return [asDocumented(bytes), ...others.map(({ value, said }) => ({ value: Buffer.from(value), said }))];
}

/** The body's JSON as common libraries print it. */
function listPrintings(text: string): Variant<string>[] {
  try {
    return printInWays(JSON.parse(text));
  } catch {
    return []; // not JSON, or too deep to be printed
  }
}

function printInWays(value: unknown): Variant<string>[] {
  const compact = JSON.stringify(value);
  return [
    instead(compact, 'written again without blanks'),
    instead(JSON.stringify(value, null, 2), 'indented by 2'),
    instead(JSON.stringify(value, null, 4), 'indented by 4'),
    instead(JSON.stringify(sortMembers(value)), 'with its members sorted'),
    instead(escapeUnicode(compact), 'with letters beyond ASCII escaped'),
    instead(escapeUnicode(compact).replaceAll('/', '\\/'), 'as json_encode of PHP writes it'),
    instead(escapeUnicode(spaceOut(value)), 'as json.dumps of Python writes it'),
    instead(spaceOut(value), 'with a blank after each comma and colon'),
  ];
}

const escapeUnicode = (json: string) =>
  json.replace(/[^\0-\x7f]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** One line, `, ` and `: ` between what there is: the indented text has each on a line of its own. */
function spaceOut(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spaceOut).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([name, member]) => `${JSON.stringify(name)}: ${spaceOut(member)}`)
    .join(', ')}}`;
}

function sortMembers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortMembers);
  if (typeof value !== 'object' || value === null) return value;
  const names = Object.keys(value).sort();
  return Object.fromEntries(names.map((name) => [name, sortMembers(Reflect.get(value, name))]));
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null; // not UTF-8
  }
}
