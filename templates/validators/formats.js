// The formats that are checked by code rather than by an expression of ajv-formats. Printed as checks.js is. Each takes a
// string (the numeric ones a number) and says whether it is valid; each takes time in proportion to the string's length.

const digit = (text, at) => (text.charCodeAt(at) ^ 48) < 10;

/** Two digits as a number; NaN, which fails every comparison, where there are none. */
const twoDigits = (text, at) => (digit(text, at) && digit(text, at + 1) ? text.charCodeAt(at) * 10 + text.charCodeAt(at + 1) - 528 : NaN);

/** Whether a text starts with an RFC 3339 `full-date` (section 5.6; leap years as in appendix C). */
function startsWithDate(text) {
  const century = twoDigits(text, 0), year = twoDigits(text, 2), month = twoDigits(text, 5), day = twoDigits(text, 8);
  if (!(century >= 0 && year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= 31)) return false;
  if (text[4] !== '-' || text[7] !== '-') return false;
  if (month !== 2) return day < 31 || (month < 8 ? month % 2 === 1 : month % 2 === 0);
  return day < 29 || (day === 29 && (year === 0 ? century % 4 === 0 : year % 4 === 0));
}

/** Whether a text ends with a time that starts at a place. A leap second is 23:59:60 in UTC, whatever the offset. */
function endsWithTime(text, start, needsZone) {
  const hour = twoDigits(text, start), minute = twoDigits(text, start + 3), second = twoDigits(text, start + 6);
  if (!(hour <= 23 && minute <= 59 && second <= 60) || text[start + 2] !== ':' || text[start + 5] !== ':') return false;
  let at = start + 8;
  if (text[at] === '.') {
    if (!digit(text, ++at)) return false;
    while (digit(text, at)) at++;
  }
  let offset = 0;
  const zone = text[at];
  if (zone === undefined) {
    if (needsZone) return false;
  } else if (zone === 'Z' || zone === 'z') {
    if (at + 1 !== text.length) return false;
  } else if (zone === '+' || zone === '-') {
    const hours = twoDigits(text, at + 1);
    at += 3;
    let minutes = 0;
    if (at < text.length) {
      if (text[at] === ':') at++;
      minutes = twoDigits(text, at);
      at += 2;
    }
    if (at !== text.length || !(hours <= 23 && minutes <= 59)) return false;
    offset = (hours * 60 + minutes) * (zone === '+' ? 1 : -1);
  } else return false;
  return second < 60 || (hour * 60 + minute - offset + 1440) % 1440 === 1439;
}

/** RFC 3339 lets a blank stand for the T (section 5.6, note); ajv-formats any white space. */
const separator = (char) => char === 'T' || char === 't' || char === ' ' || (char !== undefined && /\s/.test(char));

export const date = (text) => text.length === 10 && startsWithDate(text);

export const time = (text) => endsWithTime(text, 0, true);

export const isoTime = (text) => endsWithTime(text, 0, false);

export const dateTime = (text) => startsWithDate(text) && separator(text[10]) && endsWithTime(text, 11, true);

export const isoDateTime = (text) => startsWithDate(text) && separator(text[10]) && endsWithTime(text, 11, false);

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
