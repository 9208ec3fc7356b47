import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maxDepth, scanJson } from '../../runtime/src/json/json-scan.js';

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Text that is nearly JSON: its tokens in any order, and JSON with a character changed. */
const nearJson = fc.oneof(
  fc
    .array(
      fc.constantFrom(
        '{',
        '}',
        '[',
        ']',
        ',',
        ':',
        '"',
        '"a"',
        '1',
        '-',
        '0',
        '.5',
        'e3',
        'true',
        'nul',
        'null',
        ' ',
        '\n',
        '\\',
        '\\u00',
        '\t',
        '\u0000',
      ),
      {
        maxLength: 12,
      },
    )
    .map((parts) => parts.join('')),
  fc.tuple(fc.json(), fc.nat(), fc.string({ maxLength: 2 })).map(([json, at, insert]) => {
    const cut = at % (json.length + 1);
    return json.slice(0, cut) + insert + json.slice(cut + 1);
  }),
  fc.json(),
  fc.string(),
);

test('it takes exactly what JSON.parse takes', () => {
  fc.assert(
    fc.property(nearJson, (text) => (typeof scanJson(text, ['/a', '/a/0']) === 'object') === parses(text)),
    { numRuns: 5000 },
  );
});

test('a member it gives is the member that JSON.parse gives', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const names = Object.keys(value);
      const pointers = names.map((name) => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`);
      const scan = scanJson(JSON.stringify(value), pointers);
      if (typeof scan === 'string') throw new Error(scan);
      const parsed = JSON.parse(JSON.stringify(value));
      for (const [at, name] of names.entries()) {
        const member = scan.members.get(pointers[at] ?? '');
        if (member?.source) expect(JSON.parse(member.source)).toEqual(parsed[name]);
        else expect(typeof parsed[name]).toBe('object');
        expect(member?.repeated).toBe(false);
      }
    }),
  );
});

describe('members', () => {
  const string = (source: string, repeated = false) => ({ kind: 'string', source, repeated });
  test.each([
    { name: 'top level', given: '{"a":"x"}', pointer: '/a', want: string('"x"') },
    { name: 'nested', given: '{"b":{"a":1},"a":{"b":"x"}}', pointer: '/a/b', want: string('"x"') },
    { name: 'in an array', given: '{"a":["w","x"]}', pointer: '/a/1', want: string('"x"') },
    {
      name: 'a number keeps its digits',
      given: '{"a":1.50e3}',
      pointer: '/a',
      want: { kind: 'number', source: '1.50e3', repeated: false },
    },
    { name: 'an object', given: '{"a":{}}', pointer: '/a', want: { kind: 'object', source: '', repeated: false } },
    { name: 'the whole text', given: ' "x" ', pointer: '', want: string('"x"') },
    { name: 'an escaped pointer', given: '{"a/b~":"x"}', pointer: '/a~1b~0', want: string('"x"') },
    { name: 'an escaped name', given: '{"\\u0061":"x"}', pointer: '/a', want: string('"x"') },
    { name: 'missing', given: '{"b":"x"}', pointer: '/a', want: undefined },
    { name: 'inherited is missing', given: '{}', pointer: '/constructor', want: undefined },
    { name: '__proto__ is a name like others', given: '{"__proto__":{"a":"x"}}', pointer: '/a', want: undefined },
    { name: 'a name twice', given: '{"a":"x","a":"y"}', pointer: '/a', want: string('"y"', true) },
    { name: 'a name twice, once escaped', given: '{"a":"x","\\u0061":"y"}', pointer: '/a', want: string('"y"', true) },
    { name: 'a name twice on the way', given: '{"a":{"b":"x"},"a":{"b":"y"}}', pointer: '/a/b', want: string('"y"', true) },
    { name: 'a name twice on the way, the second without it', given: '{"a":{"b":"x"},"a":{}}', pointer: '/a/b', want: string('"x"', true) },
    { name: 'a name twice elsewhere', given: '{"c":1,"c":2,"a":"x"}', pointer: '/a', want: string('"x"') },
    { name: 'the same name in another object', given: '{"b":{"a":"y"},"a":"x"}', pointer: '/a', want: string('"x"') },
  ])('$name', ({ given, pointer, want }) => {
    const scan = scanJson(given, [pointer]);
    expect(typeof scan === 'string' ? scan : scan.members.get(pointer)).toEqual(want);
  });
});

describe('numbers that parsing changes', () => {
  test.each([
    { name: '2^53 - 1', given: '9007199254740991', want: [] },
    { name: '2^53 + 1', given: '9007199254740993', want: [''] },
    { name: 'negative', given: '-9007199254740993', want: [''] },
    { name: 'beyond a double', given: '1e400', want: [''] },
    { name: 'digits of a fraction', given: '0.10000000000000000001', want: [] },
    { name: 'in a string', given: '"9007199254740993"', want: [] },
    { name: 'inside', given: '{"a/b":[1,{"c":12345678901234567890}]}', want: ['/a~1b/1/c'] },
  ])('$name', ({ given, want }) => {
    const scan = scanJson(given, []);
    expect(typeof scan === 'string' ? scan : scan.lossy.map(({ pointer }) => pointer)).toEqual(want);
  });

  test('under a name without end, they cost no more than it does', () => {
    const name = '~/'.repeat(2_000_000);
    const scan = scanJson(`{"a":{"${name}":[${'9007199254740993,'.repeat(20)}0]}}`, []);
    expect(scan).toMatchObject({ lossy: Array.from({ length: 16 }, (_, at) => ({ pointer: `/a/${'~0~1'.repeat(128)}…/${at}` })) });
  });

  test('the first sixteen are enough', () => {
    const scan = scanJson(`[${'9007199254740993,'.repeat(99)}1]`, []);
    expect(typeof scan === 'string' ? scan : scan.lossy).toHaveLength(16);
  });
});

describe('depth', () => {
  const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
  test.each([
    { name: 'as deep as may be', given: nested(maxDepth), want: 'object' },
    { name: 'a level deeper', given: nested(maxDepth + 1), want: 'too-deep' },
    { name: 'half a million levels', given: nested(500_000), want: 'too-deep' },
    { name: 'half a million objects', given: '{"a":'.repeat(500_000), want: 'too-deep' },
    { name: 'wide, not deep', given: `[${'[],'.repeat(100_000)}[]]`, want: 'object' },
  ])('$name', ({ given, want }) => {
    const scan = scanJson(given, ['/0/0/0']);
    expect(typeof scan === 'string' ? scan : typeof scan).toBe(want);
  });
});
