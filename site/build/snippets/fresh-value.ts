import type { Json } from '../../../catalogue/model/model.js';

/** A value that is new each time, in the sample's format: a part that the shell evaluates and the text around it. */
export interface FreshValue {
  readonly head: string;
  /** What the shell evaluates, to ASCII letters, digits, `-` and `:` only. */
  readonly expression: string;
  readonly tail: string;
  /** Whether it is a string in the JSON. */
  readonly quoted: boolean;
}

const seconds = '$(date +%s)';
const dateTime = /^\d{4}-\d\d-\d\d([Tt ])\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d(:?)\d\d)?$/;
const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Numbers from here on are milliseconds, smaller ones seconds. Plausible times of both are decades away from it. */
const minMs = 1e11;
/** A number from here on may be a time in seconds. */
const minTime = 1e9;

/** Returns null if there is no value, or none that is a scalar. */
export function renewInShell(old: Json | undefined, isTime: boolean): FreshValue | null {
  if (typeof old === 'number') return isTime || old >= minTime ? renewTime(old >= minMs, false) : renewNumber();
  if (typeof old !== 'string') return null;
  const layout = dateTime.exec(old);
  if (layout !== null) return renewDate(layout);
  if (isTime && /^\d{1,14}$/.test(old)) return renewTime(old.length > 11, true);
  return isTime ? null : renewText(old);
}

function renewTime(milliseconds: boolean, quoted: boolean): FreshValue {
  return { head: '', expression: seconds, tail: milliseconds ? '000' : '', quoted };
}

/** In UTC; the decimals are arbitrary. */
function renewDate([, separator = 'T', fraction = '', offset = '', colon = '']: readonly (string | undefined)[]): FreshValue {
  const utc = /^[+-]/.test(offset) ? `+00${colon}00` : offset;
  const format = separator === ' ' ? "'+%Y-%m-%d %H:%M:%S'" : `+%Y-%m-%d${separator}%H:%M:%S`;
  return { head: '', expression: `$(date -u ${format})`, tail: `${fraction.replace(/\d/g, '0')}${utc}`, quoted: true };
}

/** Fits an integer column of most databases. */
function renewNumber(): FreshValue {
  return { head: '', expression: randomDigits(9), tail: '', quoted: false };
}

/** Chooses the new end by the characters of the old one, so that it fits most patterns that the old one fits. */
function renewText(old: string): FreshValue {
  if (uuid.test(old) && !/[A-F]/.test(old)) return { head: old.slice(0, -12), expression: randomHex(12), tail: '', quoted: true };
  const end = /[A-Za-z0-9]*$/.exec(old)?.[0] ?? '';
  const inDigits = end !== '' && !/[a-z]/.test(end);
  const longest = inDigits ? 9 : 12;
  const even = (length: number) => (inDigits ? length : length - (length % 2));
  const length = end.length < 6 ? longest : even(Math.min(end.length, longest));
  const head = old.slice(0, old.length - Math.min(end.length, length));
  return { head, expression: inDigits ? randomDigits(length) : randomHex(length), tail: '', quoted: true };
}

export const randomHex = (digits: number) => `$(openssl rand -hex ${digits / 2})`;

/** A number of that many digits, without a leading zero. */
const randomDigits = (digits: number) => `$((0x$(openssl rand -hex 5) % ${9 * 10 ** (digits - 1)} + ${10 ** (digits - 1)}))`;
