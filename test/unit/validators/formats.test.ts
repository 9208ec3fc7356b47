import { fullFormats } from 'ajv-formats/dist/formats.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileEvent, knownFormats } from '../../../catalogue/compile/compile.js';
import { sampleEvent, sampleProvider } from '../sample-catalogue.js';

/** The check of a format as a payload's schema has it. */
function checkOf(format: string): (value: unknown) => boolean {
  const event = sampleEvent({ payload: { format } });
  const validate = compileEvent(sampleProvider({ events: [event] }), event, 'strict');
  return (value) => validate(value).length === 0;
}

/** The same check by ajv-formats. */
function theirs(format: string): (text: string) => boolean {
  const known = fullFormats[format as keyof typeof fullFormats];
  if (known instanceof RegExp) return (text) => known.test(text);
  if (typeof known === 'function') return known as (text: string) => boolean;
  const { validate } = known as { validate: RegExp | ((text: string) => boolean) };
  return (text) => (validate instanceof RegExp ? validate.test(text) : validate(text));
}

const two = fc.integer({ min: 0, max: 62 }).map((number) => String(number).padStart(2, '0'));
const year = fc.oneof(
  fc.constantFrom('2000', '1900', '2024', '2023', '0000', '9999', '2100'),
  fc.integer({ min: 0, max: 9999 }).map((number) => String(number).padStart(4, '0')),
);
const month = fc.integer({ min: 0, max: 13 }).map((number) => String(number).padStart(2, '0'));
const day = fc.oneof(
  fc.constantFrom('28', '29', '30', '31'),
  fc.integer({ min: 0, max: 32 }).map((number) => String(number).padStart(2, '0')),
);
const clock = fc.oneof(
  fc.constantFrom('23:59:60', '23:59:59', '00:00:60', '22:59:60', '23:29:60', '00:29:60'),
  fc
    .tuple(fc.integer({ min: 0, max: 25 }), two, two)
    .map(([hour, minute, second]) => `${String(hour).padStart(2, '0')}:${minute}:${second}`),
);
const zone = fc.oneof(
  fc.constantFrom('Z', 'z', '', '+00:00', '-00:00', '+0530', '+05', '-01:00', '+00:30', '+24:00', '+00:60', '+5', '+05:', 'UTC', ' Z'),
  fc.tuple(fc.constantFrom('+', '-'), two, two).map(([sign, hours, minutes]) => `${sign}${hours}:${minutes}`),
);
const fraction = fc.constantFrom('', '', '.1', '.123456789', '.', '.0', ',5');
const separator = fc.constantFrom('T', 'T', 'T', 't', ' ', '\u00a0', '_', '', '\n', 'TT');
const date = fc.tuple(year, month, day).map((parts) => parts.join('-'));
const time = fc.tuple(clock, fraction, zone).map((parts) => parts.join(''));
const dateTime = fc.tuple(date, separator, time).map((parts) => parts.join(''));

/** A text with one character changed, lost or doubled. */
const mutate = (texts: fc.Arbitrary<string>) =>
  fc.oneof(
    texts,
    fc.tuple(texts, fc.nat(), fc.constantFrom('', '0', '9', ':', '-', '.', 'Z', 'T', '٣', '\n', ' ', '%', '[')).map(([text, at, put]) => {
      const place = at % (text.length + 1);
      return text.slice(0, place) + put + text.slice(place + (at % 2));
    }),
  );

/** ajv-formats takes hours and minutes beyond the day where the offset brings them back: 24:59:00+01:00. RFC 3339 doesn't. */
const isBeyondDay = (text: string) => /(?:2[4-9]|[3-9]\d):\d\d:|:(?:[6-9]\d):\d\d/.test(text);

describe('dates and times are what ajv-formats says they are', () => {
  const cases: [string, fc.Arbitrary<string>][] = [
    ['date-time', dateTime],
    ['iso-date-time', dateTime],
    ['date', date],
    ['time', time],
    ['iso-time', time],
  ];
  test.each(cases)('%s, on 20,000 texts', (format, texts) => {
    const ours = checkOf(format);
    const judge = theirs(format);
    let valid = 0;
    fc.assert(
      fc.property(mutate(texts), (text) => {
        fc.pre(!isBeyondDay(text));
        const wanted = judge(text);
        if (wanted) valid += 1;
        return ours(text) === wanted;
      }),
      { numRuns: 20_000, maxSkipsPerRun: 100 },
    );
    expect(valid).toBeGreaterThan(100);
  });

  test.each(['24:00:00Z', '24:59:00+01:00', '23:60:00Z', '12:61:00+00:02'])('no day has %s', (text) => {
    expect(checkOf('time')(text)).toBe(false);
    expect(checkOf('date-time')(`2020-01-01T${text}`)).toBe(false);
  });
});

describe('every other format', () => {
  const cases: { format: string; valid: unknown[]; invalid: unknown[] }[] = [
    { format: 'duration', valid: ['P1Y2M3DT4H5M6S', 'PT1S', 'P2W'], invalid: ['P', 'PT', '1D', 'P1S'] },
    {
      format: 'email',
      valid: ['user@example.com', "o'neil+x@a-b.co"],
      invalid: ['user', '@example.com', 'a@b', 'a b@example.com', 'a@-b.com'],
    },
    { format: 'hostname', valid: ['example.com', 'a', 'xn--nxasmq6b'], invalid: ['-a.com', 'a..b', `${'a'.repeat(64)}.com`, 'a_b'] },
    {
      format: 'ipv4',
      valid: ['127.0.0.1', '255.255.255.255', '0.0.0.0'],
      invalid: ['256.0.0.1', '1.2.3', '1.2.3.4.5', '01.2.3.4', '1.2.3.4.', '1.2.3.-4'],
    },
    {
      format: 'ipv6',
      valid: ['::', '::1', '1:2:3:4:5:6:7:8', '1::8', '::ffff:1.2.3.4', '1:2:3:4:5:6:1.2.3.4', '1:2:3:4:5:6:7::'],
      invalid: ['', ':', '1', '1:2:3:4:5:6:7', '1:2:3:4:5:6:7:8:9', '1::2::3', ':::', '12345::', '::1.2.3', '1.2.3.4::', 'g::'],
    },
    {
      format: 'uri',
      valid: [
        'https://api.ulule.com/v1/projects/53423',
        'mailto:a@b.c',
        'urn:isbn:1',
        'http://[::1]:8080/a?b#c',
        'http://user:pw@host/%20',
        'file:///a',
      ],
      invalid: [
        '',
        '/a',
        'a b:c',
        'http://a b',
        'http://[::1',
        'http://a:b',
        'http://%zz',
        '1a:b',
        'http://a/<b>',
        'http://[fe80::1%25eth0]/',
        'a:/[::1]',
        'http://h/[::1]',
        'http://h?[',
        'http://h#]',
        'https:',
      ],
    },
    {
      format: 'uri-reference',
      valid: ['', '/a', 'a/b:c', '#x', '?q', '//host/a', 'http://a'],
      invalid: [':a', 'a b', '\\', '//a:b', '%', '/[::1]', '[::1]'],
    },
    { format: 'uri-template', valid: ['http://a/{id}', '{+path}', 'a{?x,y*}'], invalid: ['{', '}', '{a b}', '<'] },
    {
      format: 'url',
      valid: ['http://a.b', 'https://localhost:3000/x', 'ftp://h'],
      invalid: ['mailto:a@b.c', 'http://', 'http:///a', 'a.b'],
    },
    {
      format: 'uuid',
      valid: ['123e4567-e89b-12d3-a456-426614174000', 'urn:uuid:123e4567-e89b-12d3-a456-426614174000'],
      invalid: ['80aece08-40e8-4145-8764-6c2f0d38678', 'x'],
    },
    { format: 'json-pointer', valid: ['', '/a', '/a~0b~1'], invalid: ['a', '/~2', '/~'] },
    { format: 'json-pointer-uri-fragment', valid: ['#', '#/a'], invalid: ['', '#a', '/a'] },
    { format: 'relative-json-pointer', valid: ['0', '1/a', '0#'], invalid: ['', '01', '/a'] },
    { format: 'regex', valid: ['^a$', '\\-', '(?<a>b)', '\\p{L}'], invalid: ['(', '[z-a]', '*'] },
    { format: 'byte', valid: ['', 'YQ==', 'YWI=', 'YWJj'], invalid: ['a', 'YQ=', 'YQ==\n', '====', 'YQ=a', 'Y*=='] },
    { format: 'int32', valid: [0, -2147483648, 2147483647, 'text'], invalid: [2147483648, 1.5] },
    { format: 'int64', valid: [2 ** 53], invalid: [1.5] },
    { format: 'binary', valid: ['\u0000'], invalid: [] },
    { format: 'password', valid: ['x'], invalid: [] },
    { format: 'float', valid: [1.5], invalid: [] },
    { format: 'double', valid: [1e300], invalid: [] },
    { format: 'unheard-of', valid: ['x', 1], invalid: [] },
  ];
  test.each(cases)('$format', ({ format, valid, invalid }) => {
    const check = checkOf(format);
    expect(valid.filter((value) => !check(value))).toEqual([]);
    expect(invalid.filter((value) => check(value))).toEqual([]);
  });

  test('each that is known is tested', () => {
    const tested = [...cases.map(({ format }) => format), 'date-time', 'date', 'time', 'iso-date-time', 'iso-time'];
    expect([...knownFormats].filter((format) => !tested.includes(format))).toEqual([]);
  });

  /**
   * ajv-formats takes what can't be a host for a path that starts with `//`, a colon in a relative path's first segment, and what follows
   * one slash for an authority, address in brackets and all. RFC 3986 has brackets in an authority alone (section 3.2.2).
   */
  const isLax = (text: string, format: string) => {
    const [, scheme = '', authority = ''] = /^([^:/?#]+:)?(\/\/[^/?#]*)?/.exec(text) ?? [];
    if (/[[\]]/.test(text.slice(scheme.length + authority.length) + scheme)) return true;
    if (/[[\]]/.test(authority)) return false;
    return text.includes('//') || (format === 'uri-reference' && /^[^/?#]*:/.test(text));
  };
  const parts = 'http a urn : // / ? # @ [ ] ::1 v1.x [::1] %20 % %2 1.2.3.4 :80 é . -'.split(' ');
  const uris = fc
    .tuple(
      fc.constantFrom('', '', 'a://[::1]', 'http://a@[v1.x]', '//[1:2:3:4:5:6:7:8]:'),
      fc.array(fc.constantFrom(' ', ...parts), { maxLength: 9 }).map((some) => some.join('')),
    )
    .map((pair) => pair.join(''));
  test.each(['uri', 'uri-reference'])('%s is what ajv-formats says it is, or nearer to RFC 3986', (format) => {
    const ours = checkOf(format);
    const judge = theirs(format);
    let addresses = 0;
    fc.assert(
      fc.property(uris, (text) => {
        fc.pre(!/^[^:]*:(?:[?#]|$)/.test(text));
        const found = ours(text);
        if (found && text.includes('[')) addresses += 1;
        return (isLax(text, format) && !found) || found === judge(text);
      }),
      { numRuns: 10_000 },
    );
    expect(addresses).toBeGreaterThan(10);
  });

  test('none takes more than linear time: a quadratic one would run into the time limit', () => {
    const units = ['a', 'a.', '-', '%20', '1:', '/', 'a@', '{a}', '0', 'P1', ':', '[', 'YQ', '~1', '\u{1F600}'];
    for (const format of knownFormats) {
      const check = checkOf(format);
      for (const [head, tail] of [
        ['', '!'],
        ['http://', ' '],
        ['a@', '.'],
        ['2020-01-01T00:00:00.', 'x'],
      ] as const) {
        for (const unit of units) check(head + unit.repeat(200_000) + tail);
      }
    }
  });
});
