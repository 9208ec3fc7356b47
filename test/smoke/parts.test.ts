import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { repository } from '../system/hookbook.js';
import { expandExports } from './expand-exports.mjs';
import { renameField } from './rename-field.mjs';

describe('renameField', () => {
  const document = readFileSync(join(repository, 'asyncapi.yaml'), 'utf8');

  it('renames it in the schema, in the examples and in pointers to it, and in no other message', () => {
    const lines = document.split('\n');
    const renamed = renameField(document, 'gately.payment.succeeded', 'amount', 'total').split('\n');
    const changed = renamed.flatMap((line: string, index: number) =>
      line === lines[index] ? [] : [line.trim().replace(/(?<=: )\{.*/, '{…}')],
    );
    expect(changed).toEqual([
      '- /components/messages/gately.payment.succeeded/payload/allOf/1/properties/data/properties/total',
      'total: {…}',
      'total: 9900',
    ]);
  });

  it.each([
    { name: 'no such message', message: 'gately.payment', from: 'amount', want: 'the document has no message gately.payment' },
    { name: 'no such field', message: 'gately.member.login', from: 'amount', want: 'gately.member.login has amount 0 times' },
  ])('$name: throws, or a smoke test of nothing would pass', ({ message, from, want }) => {
    expect(() => renameField(document, message, from, 'total')).toThrow(want);
  });
});

describe('expandExports', () => {
  const cases = [
    { name: 'an entry without a pattern', exports: { '.': { default: './index.js' } }, want: ['.'] },
    { name: 'a pattern of modules', exports: { './*/strict': { default: './strict/*.js' } }, want: ['./a/strict', './b/strict'] },
    { name: 'a pattern of JSON: one of it', exports: { './data/*': './data/*' }, want: ['./data/a.json'] },
    { name: 'a pattern that nothing matches', exports: { './*': { default: './gone/*.js' } }, want: ['./*'] },
  ];
  const files = ['index.js', 'strict/a.js', 'strict/a.d.ts', 'strict/b.js', 'data/a.json', 'data/b.json', 'data/c.md'];
  it.each(cases)('$name', ({ exports, want }) => {
    expect(expandExports(exports, files)).toEqual(want);
  });
});
