import { describe, expect, it } from 'vitest';
import type { Catalogue } from '../../catalogue/model/model.js';
import { compareCatalogues, rules, type Side } from '../../diff/index.js';
import { type Pair, pairs } from './cases.js';

describe.each(['receiver', 'provider'] as const)('what a change means for a %s', (side) => {
  it.each(pairs)('$name', (pair) => {
    const expected = pair.expect.filter((one) => one[side] !== null);
    const pointers = new Map(pair.expect.map(({ code, pointer }) => [code, pointer]));
    const found = compareCatalogues(pair.older, pair.newer, { side, today: pair.today });
    expect(
      list(found.map(({ code, pointer, verdict }) => `${code}${pointers.get(code) === null ? '' : ` @${pointer}`}: ${verdict}`)),
    ).toEqual(list(expected.map((one) => `${one.code}${one.pointer === null ? '' : ` @${one.pointer}`}: ${one[side]}`)));
    for (const { message, reason, remedy } of found) for (const text of [message, reason, remedy]) expect(text).toMatch(/^\S[^\n]*$/);
  });
});

const list = (lines: readonly string[]) => [...new Set(lines)].sort();

describe('the table', () => {
  it('has a pair for every rule, with its verdicts, and no other code', () => {
    const expected = new Set(pairs.flatMap(({ expect: all }) => all.map(({ code }) => code)));
    expect([...expected].sort()).toEqual(rules.map(({ code }) => code).sort());
  });

  it('is large enough to be believed', () => {
    expect(pairs.length).toBeGreaterThanOrEqual(130);
    expect(new Set(pairs.map(({ name }) => name)).size).toBe(pairs.length);
  });

  it.each(pairs)('nothing changes from a version to itself: $name', ({ older, newer, today }) => {
    for (const catalogue of [older, newer])
      for (const side of ['receiver', 'provider'] as const)
        expect(compareCatalogues(catalogue, copy(catalogue), { side, today })).toEqual([]);
  });

  it.each(pairs)('the way back has as much to say of payloads: $name', (pair) => {
    for (const side of ['receiver', 'provider'] as const)
      expect(isTold(pair, side)).toBe(isTold({ ...pair, older: pair.newer, newer: pair.older }, side));
  });
});

const isTold = ({ older, newer, today }: Pair, side: Side) => compareCatalogues(older, newer, { side, today }).length > 0;
const copy = (catalogue: Catalogue): Catalogue => JSON.parse(JSON.stringify(catalogue));
