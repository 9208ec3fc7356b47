import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileName } from '../../../generators/render/file-name.js';
import { naughtyText } from './naughty-text.js';

describe('file names', () => {
  const cases = [
    { name: 'an event stays itself', given: 'order.created', want: 'order.created' },
    { name: 'accents go', given: 'Événement créé', want: 'Evenement-cree' },
    { name: 'no way up', given: '../../etc/passwd', want: 'etc-passwd' },
    { name: 'no hidden file', given: '.env', want: 'env' },
    { name: 'no drive, no stream', given: 'C:\\a:b', want: 'C-a-b' },
    { name: 'no reserved name', given: 'CON', want: 'CON_' },
    { name: 'no reserved name with an extension', given: 'nul.created', want: 'nul_.created' },
    { name: 'no page of a folder', given: 'Index.html', want: 'Index.html_' },
    { name: 'no dot at the end', given: 'a. .', want: 'a' },
    { name: 'no NUL', given: 'a\u0000.md', want: 'a-.md' },
    { name: 'never empty', given: '', want: 'unnamed' },
    { name: 'never empty, in any script', given: '日本', want: 'unnamed' },
    { name: 'never long', given: 'a'.repeat(1000), want: 'a'.repeat(100) },
  ];
  for (const { name, given, want } of cases) it(name, () => expect(fileName(given)).toBe(want));

  it('are one safe segment, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(naughtyText, fc.string({ unit: 'binary' })), (text) => {
        const name = fileName(text);
        expect(name).toMatch(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,101}$/);
        expect(name).not.toMatch(/\.\.|[.-]$/);
        expect(fileName(name)).toBe(name);
      }),
      { numRuns: 2000 },
    );
  });
});
