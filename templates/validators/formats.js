// The formats that are checked by code rather than by an expression of ajv-formats. Printed as checks.js is. Each takes a
// string (the numeric ones a number) and says whether it is valid; each takes time in proportion to the string's length.

// Dates and times are matched by expressions, which is faster than code. What an expression can't say, code checks.
const fullDate = '\\d\\d\\d\\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])';

const partialTime = '(?:[01]\\d|2[0-3]):[0-5]\\d:(?:[0-5]\\d|60)(?:\\.\\d+)?';

const offset = '(?:[Zz]|[+-](?:[01]\\d|2[0-3])(?::?[0-5]\\d)?)';

/** A check by an expression, which is made once. */
const matcher = (expression) => (text) => expression.test(text);

const looksLike = (...parts) => matcher(new RegExp(`^${parts.join('')}$`));

/** The number that two digits are. */
const twoDigits = (text, at) => text.charCodeAt(at) * 10 + text.charCodeAt(at + 1) - 528;

/** Whether the month of an RFC 3339 `full-date` has that day (section 5.7; leap years as in appendix C). */
function dayExists(text) {
  const day = twoDigits(text, 8);
  if (day < 29) return true;
  const month = twoDigits(text, 5), year = twoDigits(text, 2);
  if (month !== 2) return day < 31 || (month < 8 ? month % 2 === 1 : month % 2 === 0);
  return day === 29 && (year === 0 ? twoDigits(text, 0) % 4 === 0 : year % 4 === 0);
}

/** Whether a time that starts at an index is in a day: second 60 is a leap second, which is at 23:59 UTC whatever the offset. */
function secondExists(text, start) {
  if (text[start + 6] !== '6') return true;
  const [, sign, hours = 0, minutes = 0] = /([+-])(\d\d):?(\d\d)?$/.exec(text.slice(start + 8)) ?? [];
  const ahead = (hours * 60 + +minutes) * (sign === '-' ? -1 : 1);
  return (twoDigits(text, start) * 60 + twoDigits(text, start + 3) - ahead + 1440) % 1440 === 1439;
}

const looksLikeDate = looksLike(fullDate);

export const date = (text) => looksLikeDate(text) && dayExists(text);

const looksLikeTime = looksLike(partialTime, offset);

export const time = (text) => looksLikeTime(text) && secondExists(text, 0);

const looksLikeIsoTime = looksLike(partialTime, offset, '?');

export const isoTime = (text) => looksLikeIsoTime(text) && secondExists(text, 0);

// RFC 3339 allows a space in place of the T (section 5.6, note); ajv-formats any white space.
const looksLikeDateTime = looksLike(fullDate, '[Tt\\s]', partialTime, offset);

export const dateTime = (text) => looksLikeDateTime(text) && dayExists(text) && secondExists(text, 11);

const looksLikeIsoDateTime = looksLike(fullDate, '[Tt\\s]', partialTime, offset, '?');

export const isoDateTime = (text) => looksLikeIsoDateTime(text) && dayExists(text) && secondExists(text, 11);

export const ipv4 = (text) => /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?=\d)|$)){4}$/.test(text);

/** RFC 4291, section 2.2: eight groups, `::` for one or more of them, the last two as IPv4 where one likes. */
export function ipv6(text) {
  if (text.length > 45) return false;
  const halves = text.split('::');
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const hasIpv4 = groups.length > 0 && !text.endsWith('::') && ipv4(groups[groups.length - 1]);
  if (!(hasIpv4 ? groups.slice(0, -1) : groups).every((group) => /^[\da-f]{1,4}$/i.test(group))) return false;
  const count = groups.length + (hasIpv4 ? 1 : 0);
  return halves.length === 1 ? count === 8 : halves.length === 2 && count < 8;
}

/** RFC 3986, section 3.2: user, host (a name, or an address in brackets) and port. */
function authorityPart(text) {
  const found = /^(?:(?:[\w.~!$&'()*+,;=:-]|%[\da-f]{2})*@)?(?:\[([^\]]*)\]|(?:[\w.~!$&'()*+,;=-]|%[\da-f]{2})*)(?::\d*)?$/i.exec(text);
  return found !== null && (found[1] === undefined || ipv6(found[1]) || /^v[\da-f]+\.[\w.~!$&'()*+,;=:-]+$/i.test(found[1]));
}

/** RFC 3986, section 4.1; the parts are told apart as in appendix B. */
export function uriReference(text) {
  const [, scheme, authority, path, query = '', fragment = ''] = /^(?:([^:/?#]+):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#([^]*))?$/.exec(text);
  const plain = (part) => /^(?:[\w.~!$&'()*+,;=:@/?-]|%[\da-f]{2})*$/i.test(part);
  const starts = scheme === undefined ? authority !== undefined || !/^[^/]*:/.test(path) : /^[a-z][a-z\d+.-]*$/i.test(scheme);
  return starts && (authority === undefined || authorityPart(authority)) && plain(path) && plain(query) && plain(fragment);
}

/** RFC 3986, section 3: a scheme, and something behind it. */
export const uri = (text) => /^[a-z][a-z\d+.-]*:[^]/i.test(text) && uriReference(text);

export const url = (text) => /^(?:https?|ftp):\/\/[^/?#]/i.test(text) && uriReference(text);

/** Base64 with padding (RFC 4648, section 4). */
export const byte = (text) => text.length % 4 === 0 && /^[A-Za-z\d+/]*={0,2}$/.test(text);

/** An expression of ECMA 262, with the `u` flag or without it. */
export function regex(text) {
  for (const flags of ['u', '']) {
    try {
      new RegExp(text, flags);
      return true;
    } catch {
      // the next flags
    }
  }
  return false;
}

export const int32 = (value) => Number.isInteger(value) && value >= -2147483648 && value <= 2147483647;

export const int64 = (value) => Number.isInteger(value);
