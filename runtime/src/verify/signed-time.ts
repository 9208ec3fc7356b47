const fullTime = /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})$/;

/** Unix seconds (1 to 11 digits and nothing else) in milliseconds; null for anything else. */
export function parseUnixSeconds(text: string): number | null {
  return /^(?:0|[1-9][0-9]{0,10})$/.test(text) ? Number(text) * 1000 : null;
}

/** A signed time in unix milliseconds, from strict unix seconds or RFC 3339; null for anything else. */
export function parseSignedTime(text: string): number | null {
  return parseUnixSeconds(text) ?? parseRfc3339(text);
}

function parseRfc3339(text: string): number | null {
  const match = fullTime.exec(text);
  if (match === null) return null;
  const [, year, month, day, hour, minute, second, fraction = '', offset = 'Z'] = match;
  const fields = [year, month, day, hour, minute, second].map(Number);
  const [y = 0, mo = 0, d = 0, h = 0, mi = 0, s = 0] = fields;
  const local = Date.UTC(y, mo - 1, d, h, mi, s);
  const date = new Date(local);
  const read = [
    date.getUTCFullYear(),
    date.getUTCMonth() + 1,
    date.getUTCDate(),
    date.getUTCHours(),
    date.getUTCMinutes(),
    date.getUTCSeconds(),
  ];
  if (read.some((field, at) => field !== fields[at])) return null; // April 31, 25:00
  const shift = offsetMs(offset);
  return shift === null ? null : local + Math.trunc(Number(`0${fraction}`) * 1000) - shift;
}

function offsetMs(offset: string): number | null {
  if (offset === 'Z' || offset === 'z') return 0;
  const hours = Number(offset.slice(1, 3));
  const minutes = Number(offset.slice(4));
  if (hours > 23 || minutes > 59) return null;
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

/**
 * Whether a signed time is close enough to the receiver's clock, in either direction. Times in whole seconds are
 * compared in whole seconds. If the clock returns NaN, no time is.
 */
export function isWithinTolerance(signedMs: number, nowMs: number, toleranceMs: number): boolean {
  const now = signedMs % 1000 === 0 ? Math.floor(nowMs / 1000) * 1000 : nowMs;
  return Math.abs(now - signedMs) <= toleranceMs;
}
