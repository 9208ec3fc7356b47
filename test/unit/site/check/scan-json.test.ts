import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { joinPointer } from '../../../../runtime/src/json/pointer.js';
import { scanJson } from '../../../../site/theme/check/scan-json.js';
import { createRangeFinder } from '../../../../site/theme/check/text-range.js';

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('a look into JSON text', () => {
  it('takes for JSON what JSON.parse takes for it', () => {
    const broken = fc
      .tuple(fc.json(), fc.nat(), fc.constantFrom('', '"', ',', '}', ']', '\\', '\n', '0', '-', ':', "'", '\u0001', ' '))
      .map(([text, at, other]) => `${text.slice(0, at % (text.length + 1))}${other}${text.slice((at % (text.length + 1)) + 1)}`);
    fc.assert(
      fc.property(fc.oneof(fc.json(), broken, fc.string()), (text) => {
        expect(scanJson(text).broken === null).toBe(parses(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('finds every value where it stands', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 1, '\t'), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        const all = listPointers(JSON.parse(text));
        const scan = scanJson(
          text,
          all.map(([pointer]) => pointer),
        );
        for (const [pointer, expected] of all) {
          const { start, end } = scan.locate(pointer);
          expect(JSON.parse(text.slice(start, end))).toEqual(expected);
        }
      }),
    );
  });

  test.each([
    { name: 'the end', text: '{"a": [1, 2', at: 11, why: 'ended' },
    { name: 'the end of a text', text: '"abc', at: 4, why: 'ended' },
    { name: 'nothing', text: '', at: 0, why: 'ended' },
    { name: 'a comma before the end', text: '{"a": 1,}', at: 8, why: 'comma' },
    { name: 'single quotes', text: "{'a': 1}", at: 1, why: 'quote' },
    { name: 'a bare name', text: '{a: 1}', at: 1, why: 'name' },
    { name: 'a comment', text: '{"a": 1 // one\n}', at: 8, why: 'comment' },
    { name: 'a line break in a text', text: '{"a": "x\ny"}', at: 8, why: 'string' },
    { name: 'a wrong escape', text: '["\\x41"]', at: 2, why: 'string' },
    { name: 'more than one value', text: '{} {}', at: 3, why: 'more' },
    { name: 'a word', text: '[undefined]', at: 1, why: 'other' },
  ])('says where it breaks, and why: $name', ({ text, at, why }) => {
    expect(scanJson(text).broken).toEqual({ at, why });
  });

  it('finds the last of two members of one name, as JSON.parse does, and where the second name stands', () => {
    const text = '{"a": {"b": 1}, "\\u0061": {"c": 2}}';
    const scan = scanJson(text, ['/a/b', '/a/c']);
    expect(text.slice(scan.locate('/a/b').start)).toBe('{"c": 2}}');
    expect(text.slice(scan.locate('/a/c').start)).toBe('2}}');
    expect(scan.repeated.map(({ start }) => start)).toEqual([16]);
  });

  it('knows a hundred thousand levels', () => {
    expect(scanJson('['.repeat(100_000)).broken).toEqual({ at: 100_000, why: 'ended' });
  });
});

function listPointers(value: unknown, pointer = ''): [string, unknown][] {
  if (typeof value !== 'object' || value === null) return [[pointer, value]];
  const members = Object.entries(value).flatMap(([name, one]) => listPointers(one, joinPointer(pointer, name)));
  return [[pointer, value], ...members];
}

test.each([
  { at: 0, want: [1, 1] },
  { at: 2, want: [1, 3] },
  { at: 3, want: [2, 1] },
  { at: 4, want: [3, 1] },
  { at: 6, want: [3, 3] },
])('offset $at is line and column $want', ({ at, want }) => {
  const { line, column } = createRangeFinder('ab\n\nab')(at, at);
  expect([line, column]).toEqual(want);
});
