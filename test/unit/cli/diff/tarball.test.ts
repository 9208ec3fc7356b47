import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, test } from 'vitest';
import { readTarball } from '../../../../cli/diff/tarball.js';
import { temporaryFolder } from '../../output/temporary-folder.js';

interface File {
  readonly name: string;
  readonly text?: string;
  readonly type?: string;
  readonly size?: number;
}

function tar(files: readonly File[]): Buffer {
  const blocks = files.flatMap(({ name, text = '', type = '0', size = Buffer.byteLength(text) }) => {
    const header = Buffer.alloc(512);
    header.write(name, 0, 100);
    header.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
    header.write(type, 156);
    header.write('ustar\0', 257);
    return [header, Buffer.from(text), Buffer.alloc((512 - (Buffer.byteLength(text) % 512)) % 512)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

async function read(bytes: Buffer, names = ['catalogue.json']): Promise<Record<string, string>> {
  const file = join(temporaryFolder(), 'a.tgz');
  writeFileSync(file, bytes);
  return Object.fromEntries([...(await readTarball(file, names))].map(([name, content]) => [name, content.toString('utf8')]));
}

describe('a packed package', () => {
  const big = 'x'.repeat(300_000);
  test.each([
    { name: 'the file', files: [{ name: 'package/catalogue.json', text: '{}' }], want: { 'catalogue.json': '{}' } },
    {
      name: 'behind others, whatever their size',
      files: [
        { name: 'package/a', text: big },
        { name: 'package/b', text: '' },
        { name: 'package/catalogue.json', text: big },
      ],
      want: { 'catalogue.json': big },
    },
    { name: 'under another first folder', files: [{ name: 'events/catalogue.json', text: '1' }], want: { 'catalogue.json': '1' } },
    {
      name: 'the last of two, as npm installs it',
      files: [
        { name: 'package/catalogue.json', text: '1' },
        { name: 'package/catalogue.json', text: '2' },
      ],
      want: { 'catalogue.json': '2' },
    },
    { name: 'not one further down', files: [{ name: 'package/dist/catalogue.json', text: '1' }], want: {} },
    { name: 'not one above', files: [{ name: 'package/../catalogue.json', text: '1' }], want: {} },
    { name: 'not a link', files: [{ name: 'package/catalogue.json', type: '2' }], want: {} },
    { name: 'nothing', files: [], want: {} },
  ])('gives $name', async ({ files, want }) => {
    expect(await read(gzipSync(tar(files)))).toEqual(want);
  });

  test.each([
    { name: 'what is not compressed', bytes: Buffer.from('hello'), want: /can't be unpacked: incorrect header check/ },
    {
      name: 'what is cut off',
      bytes: gzipSync(tar([{ name: 'package/catalogue.json', text: big }])).subarray(0, 60),
      want: /can't be unpacked/,
    },
    { name: 'what is no tar file', bytes: gzipSync(Buffer.alloc(1024, 'z')), want: /it is no tar file/ },
    {
      name: 'a file that says it is huge',
      bytes: gzipSync(tar([{ name: 'package/catalogue.json', size: 8 ** 10 }])),
      want: /catalogue\.json of the package is larger than 67108864 bytes/,
    },
  ])('refuses $name', async ({ bytes, want }) => {
    await expect(read(bytes)).rejects.toThrow(want);
  });

  it('keeps nothing of a file that ends before it should', async () => {
    expect(await read(gzipSync(tar([{ name: 'package/catalogue.json', text: '{', size: 5000 }])))).toEqual({});
  });
});
