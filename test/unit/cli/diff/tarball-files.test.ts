import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Header } from 'tar';
import { describe, expect, it, test } from 'vitest';
import type { FileReader } from '../../../../catalogue/read/file-reader.js';
import { openTarball } from '../../../../cli/diff/tarball-files.js';
import { temporaryFolder } from '../../output/temporary-folder.js';

interface File {
  readonly name: string;
  readonly text?: string;
  readonly type?: 'File' | 'SymbolicLink' | 'Link' | 'CharacterDevice';
  readonly size?: number;
  readonly linkpath?: string;
}

function tar(files: readonly File[]): Buffer {
  const blocks = files.flatMap(({ name, text = '', type = 'File', size = Buffer.byteLength(text), linkpath }) => {
    const header = Buffer.alloc(512);
    new Header({ path: name, type, size, mode: 0o644, ...(linkpath === undefined ? {} : { linkpath }) }).encode(header);
    return [header, Buffer.from(text), Buffer.alloc((512 - (Buffer.byteLength(text) % 512)) % 512)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

function open(bytes: Buffer): Promise<FileReader> {
  const file = join(temporaryFolder(), 'a.tgz');
  writeFileSync(file, bytes);
  return openTarball(file);
}

/** The text of the file at a path; null if the package has none there. */
async function read(bytes: Buffer, path = 'asyncapi.json'): Promise<string | null> {
  const reader = await open(bytes);
  const real = await reader.realPath(path);
  if (real === null) return null;
  const [contents] = await reader.readFiles([real]);
  return contents?.kind === 'text' ? contents.text : (contents?.kind ?? null);
}

describe('a packed package', () => {
  const big = 'x'.repeat(300_000);
  test.each([
    { name: 'the file', files: [{ name: 'package/asyncapi.json', text: '{}' }], want: '{}' },
    {
      name: 'the file behind others, whatever their size',
      files: [
        { name: 'package/a', text: big },
        { name: 'package/b', text: '' },
        { name: 'package/asyncapi.json', text: big },
      ],
      want: big,
    },
    { name: 'the file in another first folder', files: [{ name: 'events/asyncapi.json', text: '1' }], want: '1' },
    {
      name: 'the last of two, as npm installs it',
      files: [
        { name: 'package/asyncapi.json', text: '1' },
        { name: 'package/asyncapi.json', text: '2' },
      ],
      want: '2',
    },
    { name: 'not one further down', files: [{ name: 'package/dist/asyncapi.json', text: '1' }], want: null },
    { name: 'not one above', files: [{ name: 'package/../asyncapi.json', text: '1' }], want: null },
    { name: 'not one above its first folder', files: [{ name: '../asyncapi.json', text: '1' }], want: null },
    { name: 'not an absolute path', files: [{ name: '/asyncapi.json', text: '1' }], want: null },
    { name: 'not a symbolic link', files: [{ name: 'package/asyncapi.json', type: 'SymbolicLink', linkpath: '/etc/hosts' }], want: null },
    { name: 'not a hard link', files: [{ name: 'package/asyncapi.json', type: 'Link', linkpath: 'package/b' }], want: null },
    { name: 'not a device', files: [{ name: 'package/asyncapi.json', type: 'CharacterDevice' }], want: null },
  ] satisfies readonly { name: string; files: readonly File[]; want: string | null }[])('gives $name', async ({ files, want }) => {
    expect(await read(gzipSync(tar(files)))).toBe(want);
  });

  it('has folders, and paths with odd letters', async () => {
    const name = 'schémas/ein café.json';
    const bytes = gzipSync(tar([{ name: `package/${name}`, text: '1' }]));
    expect(await read(bytes, name)).toBe('1');
    expect(await read(bytes, 'schémas')).toBe('no-file');
    expect(await (await open(bytes)).realPath('schémas/../schémas')).toBeNull();
  });

  test.each([
    { name: 'what is not compressed', bytes: Buffer.from('hello'), want: /can't be unpacked: incorrect header check/ },
    {
      name: 'what is cut off',
      bytes: gzipSync(tar([{ name: 'package/asyncapi.json', text: big }])).subarray(0, 60),
      want: /can't be unpacked/,
    },
    { name: 'what is no tar file', bytes: gzipSync(Buffer.alloc(1024, 'z')), want: /can't be unpacked/ },
    {
      name: 'a file that ends before it should',
      bytes: gzipSync(tar([{ name: 'package/asyncapi.json', text: '{', size: 5000 }])),
      want: /can't be unpacked: .*Truncated input/,
    },
    { name: 'what was packed twice', bytes: gzipSync(gzipSync(Buffer.alloc(10_000_000))), want: /can't be unpacked: .*ratio/ },
  ])('refuses $name', async ({ bytes, want }) => {
    await expect(read(bytes)).rejects.toThrow(want);
  });

  it('does not read a file that is too large', async () => {
    const size = 65 * 1024 * 1024;
    expect(await read(gzipSync(tar([{ name: 'package/asyncapi.json', text: ' '.repeat(size) }])))).toBe('too-large');
  });

  it('refuses a bomb before it is unpacked', { timeout: 240_000 }, async () => {
    const megabytes = Buffer.alloc(16 * 1024 * 1024);
    const file = tar([{ name: 'package/a', size: 2 ** 31 }]).subarray(0, 512);
    // 1.1 GB of zeros, as parts that gzip lets stand one after the other.
    const part = gzipSync(megabytes);
    await expect(read(Buffer.concat([gzipSync(file), ...Array.from({ length: 70 }, () => part)]))).rejects.toThrow(
      /the package is larger than 1073741824 bytes/,
    );
  });
});
