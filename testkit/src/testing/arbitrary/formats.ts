import type { Arbitrary, FastCheck } from './fast-check.js';

/** Strings of the formats that validators check; null if a format is not checked or not for strings. */
export function formatOf(fc: FastCheck, format: string): Arbitrary<string> | null {
  return Object.hasOwn(formats, format) ? (formats[format]?.(fc) ?? null) : null;
}

const formats: Readonly<Record<string, (fc: FastCheck) => Arbitrary<string>>> = {
  'date-time': (fc) => fc.tuple(dates(fc), zones(fc)).map(([date, zone]) => `${String(date).slice(0, -1)}${zone}`),
  'iso-date-time': (fc) => dates(fc),
  date: (fc) => dates(fc).map((date) => date.slice(0, 10)),
  time: (fc) => dates(fc).map((date) => date.slice(11)),
  'iso-time': (fc) => dates(fc).map((date) => date.slice(11)),
  duration: (fc) =>
    fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 59 })).map(([days, seconds]) => `P${days}DT${seconds}S`),
  email: (fc) => fc.emailAddress(),
  'idn-email': (fc) => fc.emailAddress(),
  hostname: (fc) => fc.domain(),
  'idn-hostname': (fc) => fc.domain(),
  ipv4: (fc) => fc.ipV4(),
  ipv6: (fc) => fc.ipV6(),
  uuid: (fc) => fc.uuid(),
  uri: (fc) => urls(fc),
  url: (fc) => urls(fc),
  iri: (fc) => urls(fc),
  'uri-reference': (fc) => oneOf(fc, paths(fc), urls(fc)),
  'iri-reference': (fc) => oneOf(fc, paths(fc), urls(fc)),
  'uri-template': (fc) => urls(fc).map((url) => `${url}{?page}`),
  'json-pointer': (fc) => pointers(fc),
  'json-pointer-uri-fragment': (fc) => pointers(fc).map((pointer) => `#${encodeURI(pointer)}`),
  'relative-json-pointer': (fc) => fc.tuple(fc.integer({ min: 0, max: 9 }), pointers(fc)).map(([up, pointer]) => `${up}${pointer}`),
  regex: (fc) => oneOf(fc, ...['', '^a+$', '[0-9]{2}', 'a|b'].map((text) => fc.constant(text))),
  byte: (fc) => fc.base64String(),
};

const oneOf = (fc: FastCheck, ...arbitraries: Arbitrary<string>[]) => fc.oneof({ withCrossShrink: true }, ...arbitraries);

/** Like fast-check's `webUrl`, which takes seconds to set up. */
const urls = (fc: FastCheck) =>
  fc.tuple(fc.stringMatching(/^https?:\/\/$/), fc.domain(), paths(fc)).map(([scheme, host, path]) => `${scheme}${host}${path}`);

const paths = (fc: FastCheck) =>
  fc.stringMatching(/^(?:\/(?:[a-z\d._~-]|%[2-7][\dA-F]){0,9}){0,4}(?:\?[a-z]{1,5}=[a-z\d]{0,5})?(?:#[a-z\d]{0,5})?$/);

const pointers = (fc: FastCheck) =>
  fc.array(fc.stringMatching(/^[a-z0-9-]{0,8}$/), { maxLength: 3 }).map((names) => names.map((name) => `/${name}`).join(''));

/** Times in the years that RFC 3339 can express, in UTC, with milliseconds. */
function dates(fc: FastCheck): Arbitrary<string> {
  const [min, max] = [new Date('0001-01-01T00:00:00Z'), new Date('9999-12-31T23:59:59.999Z')];
  return fc.date({ min, max, noInvalidDate: true }).map((date) => date.toISOString());
}

const zones = (fc: FastCheck) => oneOf(fc, ...['Z', '+00:00', '-07:00', '+05:45'].map((zone) => fc.constant(zone)));
