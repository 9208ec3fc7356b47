import { describe, expect, it } from 'vitest';
import { positionOf, readSource, type Source } from '../../../catalogue/read/source.js';

const read = (text: string): Source => {
  const source = readSource('a.yaml', text);
  if (!('value' in source)) throw new Error(source.map(({ message }) => message).join('; '));
  return source;
};
const faults = (text: string) => {
  const source = readSource('a.yaml', text);
  return 'value' in source ? [] : source.map(({ code, message, offset }) => ({ code, message, ...positionOf(text, offset) }));
};

describe('what a document may hold', () => {
  it('is YAML 1.2: no and on are words, dates are strings', () => {
    expect(read('a: no\nb: on\nc: 2024-01-01\nd: 1_000\ne: ~\nf: 0x10').value).toEqual({
      a: 'no',
      b: 'on',
      c: '2024-01-01',
      d: '1_000',
      e: null,
      f: 16,
    });
  });

  it('keeps __proto__ as a name like any other', () => {
    const { value } = read('{"__proto__": {"polluted": true}, "constructor": 1}');
    expect(Object.keys(value as object)).toEqual(['__proto__', 'constructor']);
    expect((value as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('has aliases, but no merge keys', () => {
    expect(read('a: &x [1]\nb: *x\nc: { <<: 1 }').value).toEqual({ a: [1], b: [1], c: { '<<': 1 } });
  });

  it.each([
    { name: 'a key twice', given: 'a: 1\na: 2', want: { code: 'invalid-yaml', line: 2 } },
    { name: 'a tag', given: 'a: 1\nb: !!js/function "x"', want: { code: 'invalid-yaml', line: 2 } },
    { name: 'two documents', given: 'a: 1\n---\nb: 2', want: { code: 'invalid-yaml', line: 2 } },
    { name: 'infinity', given: 'a: .inf', want: { code: 'invalid-yaml', line: 1, column: 4 } },
    { name: 'an alias of itself', given: 'a: &x [*x]', want: { code: 'invalid-yaml', line: 1 } },
    { name: 'an alias of nothing', given: 'a: *x', want: { code: 'invalid-yaml', line: 1 } },
    { name: 'a list as a key', given: '? [a]\n: 1', want: { code: 'invalid-yaml', line: 1 } },
    { name: 'nothing', given: '  \n', want: { code: 'empty-document', line: 1 } },
  ])('refuses $name', ({ given, want }) => expect(faults(given)[0]).toMatchObject(want));

  it('refuses deep nesting, however deep', () => {
    for (const depth of [300, 5000, 200_000])
      expect(faults(`${'['.repeat(depth)}${']'.repeat(depth)}`)[0]).toMatchObject({ code: 'limit', line: 1 });
  });

  it('counts aliases as if they were written out', () => {
    const bomb = [
      'a: &a0 [1,1,1,1,1,1,1,1,1,1]',
      ...Array.from({ length: 9 }, (_, n) => `b${n}: &a${n + 1} [${Array(10).fill(`*a${n}`)}]`),
    ].join('\n');
    expect(faults(bomb)).toMatchObject([{ code: 'limit' }]);
  });

  it('counts bytes, not characters', () => {
    expect(faults(`title: ${'\u00e9'.repeat(9_000_000)}`)).toMatchObject([
      { code: 'limit', message: expect.stringContaining('16777216 bytes') },
    ]);
  });
});

describe('where things stand', () => {
  const text = 'asyncapi: 3.1.0\ninfo:\n  title: Shop\n  tags: [{ name: a/b }]\n"odd/~key": &x { inner: 1 }\nalias: *x\n';
  const source = read(text);
  it.each([
    { pointer: '/asyncapi', want: [1, 11] },
    { pointer: '/info', want: [2, 1] },
    { pointer: '/info/title', want: [3, 10] },
    { pointer: '/info/tags/0/name', want: [4, 18] },
    { pointer: '/odd~1~0key/inner', want: [5, 25] },
    { pointer: '/alias/inner', want: [5, 25] },
    { pointer: '/info/missing/deep', want: [2, 1] },
    { pointer: '', want: [1, 1] },
  ])('$pointer', ({ pointer, want }) => {
    const { line, column } = positionOf(text, source.offsetOf(pointer));
    expect([line, column]).toEqual(want);
  });

  it('points at the key where the name is at fault', () => {
    expect(positionOf(text, source.offsetOf('/info/title', true))).toEqual({ line: 3, column: 3 });
  });
});

describe('what costs more than it says is refused at once', () => {
  const lists = (count: number, item: string) => `[${Array(count).fill(item).join(', ')}]`;

  it.each([
    { name: 'aliases of aliases', given: `a: &a ${lists(400, 'x')}\nb: &b ${lists(400, '*a')}` },
    { name: 'aliases of a long text', given: `a: &a ${'x'.repeat(100_000)}\nb: ${lists(100, '*a')}` },
    { name: 'aliases of a long key', given: `a: &a { ${'x'.repeat(100_000)}: 1 }\nb: ${lists(100, '*a')}` },
    { name: 'a million brackets', given: '['.repeat(1_000_000) },
    { name: 'a mapping of a hundred thousand members', given: Array.from({ length: 100_000 }, (_, at) => `k${at}: 1`).join('\n') },
  ])('$name', ({ given }) => expect(faults(given)).toMatchObject([{ code: 'limit' }]));

  it('tells `1` from `"1"` no more than JSON does, and names every key that stands twice', () => {
    expect(faults('{1: a, "1": b, 2: c}\n')).toMatchObject([{ code: 'invalid-yaml', line: 1, column: 8 }]);
    expect(faults('a: 1\nb: 2\na: 3\nb: 4')).toMatchObject([{ line: 3 }, { line: 4 }]);
  });
});
