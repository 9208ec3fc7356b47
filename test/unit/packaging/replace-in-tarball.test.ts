import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { publishedManifest } from '../../../packaging/published-manifest.mjs';
import { replaceInTarball } from '../../../packaging/replace-in-tarball.mjs';
import { readTree, temporaryFolder } from '../output/temporary-folder.js';

const long = `${'a-long-name/'.repeat(12)}file.js`;
const files = {
  'package.json': '{ "name": "sample", "version": "1.0.0" }\n',
  'empty.js': '',
  'block.js': 'x'.repeat(512),
  [long]: 'long\n',
  'zoë.js': 'ë\n',
};

let packed: Buffer | null = null;

/** What npm packs of a folder with these files. */
function pack(): Buffer {
  packed ??= packFolder(temporaryFolder(files));
  return packed;
}

function packFolder(folder: string): Buffer {
  execFileSync('npm', ['pack', '--loglevel=error', '--ignore-scripts'], { cwd: folder, stdio: 'pipe' });
  return readFileSync(join(folder, 'sample-1.0.0.tgz'));
}

function unpack(tarball: Buffer): Record<string, string> {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'sample.tgz'), tarball);
  mkdirSync(join(folder, 'files'));
  execFileSync('tar', ['-xzf', 'sample.tgz', '-C', 'files'], { cwd: folder });
  return readTree(join(folder, 'files/package'));
}

describe('replaceInTarball', () => {
  const texts = ['', '{}', 'x'.repeat(512), `{ "name": "ë" }${' '.repeat(2000)}`];
  it.each(texts.map((text) => ({ name: `${Buffer.byteLength(text)} bytes`, text })))('changes one file, to $name', ({ text }) => {
    expect(unpack(replaceInTarball(pack(), 'package/package.json', () => text))).toEqual({ ...files, 'package.json': text });
  });

  it('gives the old text, and the same bytes for the same text', () => {
    const tarball = pack();
    const same = replaceInTarball(tarball, 'package/package.json', (text: string) => text);
    expect(unpack(same)).toEqual(files);
    expect(replaceInTarball(same, 'package/package.json', (text: string) => text)).toEqual(same);
  });

  it('throws if there is no such file', () => {
    expect(() => replaceInTarball(pack(), 'package/gone.json', () => '')).toThrow('the tarball has no package/gone.json');
  });
});

describe('publishedManifest', () => {
  it('has no fields for development, and the others in their order', () => {
    const { name, version, exports } = { name: 'sample', version: '1.0.0', exports: { '.': './index.js' } };
    const development = { scripts: { prepare: 'tsc' }, devDependencies: {}, workspaces: [], overrides: {}, allowScripts: {} };
    const text = publishedManifest(JSON.stringify({ name, ...development, version, exports }));
    expect(text).toBe(`${JSON.stringify({ name, version, exports }, null, 2)}\n`);
  });
});
