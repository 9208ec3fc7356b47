import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type JsonScan, maxDepth, scanJson } from '../../runtime/src/json/json-scan.js';
import { joinPointer } from '../../runtime/src/json/pointer.js';
import { buildPointerTree } from '../../runtime/src/json/pointer-tree.js';

const faultOf = (text: string, pointers: readonly string[]) => scanJson(text, buildPointerTree(pointers)).fault;

/** The scan of a text that is JSON. */
function scan(text: string, pointers: readonly string[]): JsonScan {
  const found = scanJson(text, buildPointerTree(pointers));
  if (found.fault !== null) throw new Error(found.fault);
  return found;
}

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
    fc.property(nearJson, (text) => (faultOf(text, ['/a', '/a/0']) === null) === parses(text)),
    { numRuns: 5000 },
  );
});

test('a value is what JSON.parse gives', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const text = JSON.stringify(value);
      const names = Object.keys(value);
      const { valueAt } = scan(
        text,
        names.map((name) => joinPointer('', name)),
      );
      const parsed = JSON.parse(text);
      for (const name of names) {
        const { start, end, repeated } = valueAt(joinPointer('', name)) ?? { start: 0, end: 0 };
        expect(JSON.parse(text.slice(start, end))).toEqual(parsed[name]);
        expect(repeated).toBe(false);
      }
    }),
  );
});

describe('values', () => {
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
    { name: 'an object', given: '{"a":{}}', pointer: '/a', want: { kind: 'object', source: '{}', repeated: false } },
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
    const value = scan(given, [pointer]).valueAt(pointer);
    const seen = value && { kind: value.kind, source: given.slice(value.start, value.end), repeated: value.repeated };
    expect(seen).toEqual(want);
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
    expect(scan(given, []).lossy.map(({ pointer }) => pointer)).toEqual(want);
  });

  test('under a name without end, they cost no more than it does', () => {
    const name = '~/'.repeat(2_000_000);
    const { lossy } = scan(`{"a":{"${name}":[${'9007199254740993,'.repeat(20)}0]}}`, []);
    expect(lossy).toMatchObject(Array.from({ length: 16 }, (_, at) => ({ pointer: `/a/${'~0~1'.repeat(128)}…/${at}` })));
  });

  test('the first sixteen are enough', () => {
    expect(scan(`[${'9007199254740993,'.repeat(99)}1]`, []).lossy).toHaveLength(16);
  });
});

describe('depth', () => {
  const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
  test.each([
    { name: 'as deep as may be', given: nested(maxDepth), want: null },
    { name: 'a level deeper', given: nested(maxDepth + 1), want: 'too-deep' },
    { name: 'half a million levels', given: nested(500_000), want: 'too-deep' },
    { name: 'half a million objects', given: '{"a":'.repeat(500_000), want: 'too-deep' },
    { name: 'wide, not deep', given: `[${'[],'.repeat(100_000)}[]]`, want: null },
  ])('$name', ({ given, want }) => {
    expect(faultOf(given, ['/0/0/0'])).toBe(want);
  });
});
