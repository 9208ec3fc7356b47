import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { loadCatalogue } from '../../../../catalogue/catalogue.js';
import type { FileReader } from '../../../../catalogue/read/file-reader.js';
import { openRepository } from '../../../../cli/diff/git.js';
import { listTree, revisionFiles } from '../../../../cli/diff/revision-files.js';
import { commit, git, repositoryWith, sampleDocument } from '../../../system/diff-project.js';

async function open(folder: string): Promise<FileReader> {
  const repository = await openRepository(folder);
  if (repository === null) throw new Error('no repository');
  return revisionFiles(repository, await listTree(repository, 'HEAD', ''));
}

/** The document with a reference in its payload. */
function documentWith(ref: string): string {
  const document = JSON.parse(sampleDocument());
  document.channels.shop.messages['order.created'].payload.properties.data = { $ref: ref };
  return JSON.stringify(document);
}

async function problemsOf(folder: string, path: string, root: string): Promise<string[]> {
  const { problems } = await loadCatalogue(path, { files: await open(folder), root });
  return problems.map(({ code, file }) => `${code} ${file}`);
}

describe('the files of a revision', { timeout: 240_000 }, () => {
  it('are read with links followed, also in folders on the way', async () => {
    const folder = repositoryWith({ 'a/shared/id.json': '1', 'a/big é\n.json': '2' });
    symlinkSync('shared', join(folder, 'a/schemas'));
    symlinkSync('../a/schemas/id.json', join(folder, 'a/id.json'));
    commit(folder, 'linked');
    const files = await open(folder);
    expect(await files.realPath('a/schemas/id.json')).toBe('a/shared/id.json');
    expect(await files.realPath('a/id.json')).toBe('a/shared/id.json');
    expect(await files.realPath('a/schemas')).toBe('a/shared');
    expect(await files.realPath('.')).toBe('');
    const contents = await files.readFiles(['a/shared/id.json', 'a/big é\n.json', 'a/shared']);
    expect(contents).toEqual([{ kind: 'text', text: '1', size: 1 }, { kind: 'text', text: '2', size: 1 }, { kind: 'no-file' }]);
  });

  it('are none where a link leads out of the tree, in a circle or nowhere', async () => {
    const folder = repositoryWith({ 'a.json': '1' });
    const links = { absolute: join(folder, 'a.json'), above: '../../etc/hosts', circle: 'circle', nowhere: 'gone.json' };
    for (const [name, target] of Object.entries(links)) symlinkSync(target, join(folder, name));
    commit(folder, 'linked');
    const files = await open(folder);
    for (const name of [...Object.keys(links), '../a.json', 'gone', 'a.json/b']) expect(await files.realPath(name), name).toBeNull();
  });

  it('are none in a submodule', async () => {
    const folder = repositoryWith({ 'asyncapi.json': documentWith('sub/a.json') });
    git(folder, 'update-index', '--add', '--cacheinfo', `160000,${git(folder, 'rev-parse', 'HEAD')},sub`);
    git(folder, 'commit', '-q', '-m', 'submodule');
    expect(await problemsOf(folder, 'asyncapi.json', '')).toEqual(['ref-broken asyncapi.json']);
  });

  it('are too large beyond the limit', async () => {
    const folder = repositoryWith({ 'asyncapi.json': documentWith('big.json'), 'big.json': ' '.repeat(65 * 1024 * 1024) });
    const files = await open(folder);
    expect(await files.readFiles(['big.json'])).toEqual([{ kind: 'too-large' }]);
    expect(await problemsOf(folder, 'asyncapi.json', '')).toEqual(['ref-broken asyncapi.json']);
  });

  test.each([
    { ref: '../data.json', root: 'api', want: ['ref-outside-root api/asyncapi.json'] },
    { ref: 'link.json', root: 'api', want: ['ref-outside-root api/asyncapi.json'] },
    { ref: '../../data.json', root: '', want: ['ref-broken api/asyncapi.json'] },
    { ref: '../data.json', root: '', want: [] },
  ])('may not be outside the root: $ref in "$root"', async ({ ref, root, want }) => {
    const folder = repositoryWith({ 'api/asyncapi.json': documentWith(ref), 'data.json': '{"type":"object"}' });
    symlinkSync('../data.json', join(folder, 'api/link.json'));
    commit(folder, 'linked');
    expect(await problemsOf(folder, 'api/asyncapi.json', root)).toEqual(want);
  });
});
