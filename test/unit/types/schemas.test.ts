import { describe, expect, test } from 'vitest';
import { schemaCases } from './schema-cases.js';
import { declarationsOf } from './types-of.js';

const squash = (code: string | undefined) => code?.replace(/^export (?:interface|type) \w+ (?:= )?/, '').replace(/\s+/g, ' ');

describe.each(schemaCases)('%s', (_, cases) => {
  test.each(cases)('$name', async ({ given, schemas, want }) => {
    const declared = await declarationsOf(given, schemas);
    expect(squash(declared['Sample'])).toBe(want);
    const own = ['AcmeEventName', 'AcmeEvent', 'AcmeEventMap'];
    expect(Object.keys(declared).sort()).toEqual([...own, 'Sample', ...Object.keys(schemas ?? {})].sort());
  });
});

test('definitions that lead back to themselves', async () => {
  const ref = (name: string) => ({ $ref: `#/definitions/${name}` });
  const declared = await declarationsOf(ref('A'), {
    A: { anyOf: [ref('B'), { type: 'string' }] },
    B: ref('C'),
    C: { allOf: [ref('A')] },
    D: ref('D'),
  });
  expect(squash(declared['A'])).toBe('B | string;');
  expect(squash(declared['C'])).toBe('unknown;');
  expect(squash(declared['D'])).toBe('unknown;');
});
