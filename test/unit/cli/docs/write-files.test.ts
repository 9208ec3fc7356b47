import { describe, expect, it } from 'vitest';
import { writeNewFiles } from '../../../../cli/docs/write-files.js';
import { readTree, temporaryFolder } from '../../output/temporary-folder.js';

const file = (path: string) => ({ path, contents: `${path}\n` });

describe('writing files', () => {
  it('writes those that are missing', async () => {
    const folder = temporaryFolder();
    expect(await writeNewFiles(folder, [file('a/b.md')])).toEqual({ written: ['a/b.md'], unchanged: [], skipped: [] });
    expect(readTree(folder)).toEqual({ 'a/b.md': 'a/b.md\n' });
  });

  it.each([
    { name: 'a file that says something else', given: { 'a.md': 'mine' }, path: 'a.md', reason: 'it exists, with other contents' },
    { name: 'a folder of that name', given: { 'a.md/b': '' }, path: 'a.md', reason: 'there is a folder of that name' },
    {
      name: 'a configuration in TypeScript, which would win',
      given: { '.vitepress/config.ts': '' },
      path: '.vitepress/config.mjs',
      reason: 'there is .vitepress/config.ts',
    },
    {
      name: 'a configuration that is a folder',
      given: { '.vitepress/config/index.js': '' },
      path: '.vitepress/config.mjs',
      reason: 'there is .vitepress/config/index.js',
    },
    { name: 'a theme of another kind', given: { 'theme/index.ts': '' }, path: 'theme/index.js', reason: 'there is theme/index.ts' },
  ])('leaves $name', async ({ given, path, reason }) => {
    const folder = temporaryFolder(given);
    expect(await writeNewFiles(folder, [file(path)])).toEqual({ written: [], unchanged: [], skipped: [{ path, reason }] });
    expect(readTree(folder)).toEqual(given);
  });

  it('takes a file with other ends of lines for the same', async () => {
    const folder = temporaryFolder({ 'a.md': 'a.md\r\n' });
    expect(await writeNewFiles(folder, [file('a.md')])).toEqual({ written: [], unchanged: ['a.md'], skipped: [] });
  });
});
