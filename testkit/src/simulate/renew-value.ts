import type { SeededRandom } from './seeded-random.js';

const dateTime = /^\d{4}-\d\d-\d\d([T ])\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d(:?)\d\d)?$/i;
const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Larger numbers are milliseconds, smaller ones seconds; plausible times are decades away from this limit. */
const minMilliseconds = 1e11;

/** A new time (unix milliseconds) in the format of the old one; null if that is not a time. */
export function renewTime(old: unknown, at: number, random: SeededRandom): string | number | null {
  const seconds = Math.floor(at / 1000);
  if (typeof old === 'number') return old < minMilliseconds ? seconds : Math.floor(at);
  if (typeof old !== 'string') return null;
  if (/^\d{1,11}$/.test(old)) return String(seconds);
  if (/^\d{12,14}$/.test(old)) return String(Math.floor(at));
  const layout = dateTime.exec(old);
  if (layout === null) return null;
  const [, separator = 'T', fraction = '', offset = '', colon = ''] = layout;
  const iso = new Date(at).toISOString();
  // Any decimals below the millisecond will do.
  const decimals = `${iso.slice(20, 23)}${random.text(20, '0123456789')}`.slice(0, Math.max(0, fraction.length - 1));
  const utc = /^[+-]/.test(offset) ? `+00${colon}00` : offset;
  return `${iso.slice(0, 10)}${separator}${iso.slice(11, 19)}${decimals === '' ? '' : `.${decimals}`}${utc}`;
}

/** The smallest difference that times in this format can express, in milliseconds. */
export function stepOf(old: unknown): number {
  if (typeof old === 'number') return old < minMilliseconds ? 1000 : 1;
  return typeof old === 'string' && (/\.\d{3,}/.test(old) || /^\d{12,14}$/.test(old)) ? 1 : 1000;
}

/** Random ids of this length are unique. */
const uniqueLength = 12;
const digits = '0123456789';
const lower = 'abcdefghijklmnopqrstuvwxyz';

/** New ids in the format of the old one, best first; none if that is not an id. */
export function renewId(old: unknown, random: SeededRandom): readonly (string | number)[] {
  if (typeof old === 'number') return renewInteger(old, random);
  if (typeof old !== 'string') return [];
  if (uuid.test(old)) return [/[A-F]/.test(old) ? random.uuid().toUpperCase() : random.uuid()];
  const tail = /[A-Za-z0-9]*$/.exec(old)?.[0] ?? '';
  const head = old.slice(0, old.length - tail.length);
  const alphabet = alphabetOf(tail);
  const lengths = [...new Set([Math.max(uniqueLength, tail.length), tail.length])];
  return [
    ...lengths.map((length) => `${head}${random.text(length, alphabet)}`),
    `${old}-${random.text(uniqueLength, lower + digits)}`,
    `${old}${random.text(uniqueLength, lower + digits)}`,
  ];
}

/** Without a leading zero. */
function renewInteger(old: number, random: SeededRandom): number[] {
  const length = Math.min(15, String(Math.abs(Math.trunc(old))).length);
  const sign = old < 0 ? -1 : 1;
  return [...new Set([Math.min(15, Math.max(uniqueLength, length)), 9, length])]
    .filter((one) => one >= length)
    .map((one) => sign * Number(`${random.text(1, digits.slice(1))}${random.text(Math.min(one, 15) - 1, digits)}`));
}

/** The classes of characters that a text uses. */
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
