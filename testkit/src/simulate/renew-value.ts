import type { SeededRandom } from './seeded-random.js';

const dateTime = /^\d{4}-\d\d-\d\d([T ])\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d(:?)\d\d)?$/i;
const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Milliseconds from here on; below, seconds: both are decades away from where they could meet. */
const minMs = 1e11;

/** Another time (unix milliseconds) in the layout of the old one; null where that is no time. */
export function renewTime(old: unknown, at: number, random: SeededRandom): string | number | null {
  const seconds = Math.floor(at / 1000);
  if (typeof old === 'number') return old < minMs ? seconds : Math.floor(at);
  if (typeof old !== 'string') return null;
  if (/^\d{1,11}$/.test(old)) return String(seconds);
  if (/^\d{12,14}$/.test(old)) return String(Math.floor(at));
  const layout = dateTime.exec(old);
  if (layout === null) return null;
  const [, separator = 'T', fraction = '', offset = '', colon = ''] = layout;
  const iso = new Date(at).toISOString();
  // Decimals below the millisecond are as good as any.
  const decimals = `${iso.slice(20, 23)}${random.text(20, '0123456789')}`.slice(0, Math.max(0, fraction.length - 1));
  const utc = /^[+-]/.test(offset) ? `+00${colon}00` : offset;
  return `${iso.slice(0, 10)}${separator}${iso.slice(11, 19)}${decimals === '' ? '' : `.${decimals}`}${utc}`;
}

/** How many milliseconds apart two times must be to differ in this layout. */
export function stepOf(old: unknown): number {
  if (typeof old === 'number') return old < minMs ? 1000 : 1;
  return typeof old === 'string' && (/\.\d{3,}/.test(old) || /^\d{12,14}$/.test(old)) ? 1 : 1000;
}

/** An id as long as this is unlike every other. */
const longEnough = 12;
const digits = '0123456789';
const lower = 'abcdefghijklmnopqrstuvwxyz';

/** Other ids in the shape of the old one, the best first: none where that is no id. */
export function renewId(old: unknown, random: SeededRandom): readonly (string | number)[] {
  if (typeof old === 'number') return renewInteger(old, random);
  if (typeof old !== 'string') return [];
  if (uuid.test(old)) return [/[A-F]/.test(old) ? random.uuid().toUpperCase() : random.uuid()];
  const tail = /[A-Za-z0-9]*$/.exec(old)?.[0] ?? '';
  const head = old.slice(0, old.length - tail.length);
  const alphabet = alphabetOf(tail);
  const lengths = [...new Set([Math.max(longEnough, tail.length), tail.length])];
  return [
    ...lengths.map((length) => `${head}${random.text(length, alphabet)}`),
    `${old}-${random.text(longEnough, lower + digits)}`,
    `${old}${random.text(longEnough, lower + digits)}`,
  ];
}

/** Without a zero at the front: a reader may take the text for a number. */
function renewInteger(old: number, random: SeededRandom): number[] {
  const length = Math.min(15, String(Math.abs(Math.trunc(old))).length);
  const sign = old < 0 ? -1 : 1;
  return [...new Set([Math.min(15, Math.max(longEnough, length)), 9, length])]
    .filter((one) => one >= length)
    .map((one) => sign * Number(`${random.text(1, digits.slice(1))}${random.text(Math.min(one, 15) - 1, digits)}`));
}

/** The characters that a text is made of, by their kind. */
function alphabetOf(text: string): string {
  if (text === '' || /^\d+$/.test(text)) return text === '' ? lower + digits : digits.slice(1);
  if (/^[\da-f]+$/.test(text)) return `${digits}abcdef`;
  if (/^[\dA-F]+$/.test(text)) return `${digits}ABCDEF`;
  const kinds = [
    { pattern: /[a-z]/, characters: lower },
    { pattern: /[A-Z]/, characters: lower.toUpperCase() },
    { pattern: /\d/, characters: digits },
  ];
  return kinds.flatMap(({ pattern, characters }) => (pattern.test(text) ? [characters] : [])).join('');
}
