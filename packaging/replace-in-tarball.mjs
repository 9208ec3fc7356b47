import { gunzipSync, gzipSync } from 'node:zlib';

// A tar archive is a list of entries: a header of 512 bytes, then the file in blocks of 512 bytes. POSIX.1-2001, pax,
// "ustar Interchange Format".
const block = 512;
const size = { offset: 124, length: 12 };
const checksum = { offset: 148, length: 8 };

const padded = (length) => Math.ceil(length / block) * block;
const textAt = (header, offset, length) => header.toString('utf8', offset, offset + length).replace(/\0.*$/s, '');
const octal = (value, length) => `${value.toString(8).padStart(length - 1, '0')}\0`;

/**
 * A packed package (.tgz) with one of its files changed: `change` gets the file's text and gives the new one. All other
 * entries keep their bytes. Throws if there is no such file.
 */
export function replaceInTarball(tarball, path, change) {
  const archive = gunzipSync(tarball);
  for (let start = 0; start + block <= archive.length; ) {
    const header = archive.subarray(start, start + block);
    const length = Number.parseInt(textAt(header, size.offset, size.length).trim() || '0', 8);
    const end = start + block + padded(length);
    if (textAt(header, 0, 100) === path) {
      const text = archive.toString('utf8', start + block, start + block + length);
      return gzipSync(Buffer.concat([archive.subarray(0, start), entry(header, change(text)), archive.subarray(end)]), { level: 9 });
    }
    start = end;
  }
  throw new Error(`the tarball has no ${path}`);
}

/** An entry with the header of another one, and this text. */
function entry(original, text) {
  const contents = Buffer.from(text);
  const header = Buffer.from(original);
  header.write(octal(contents.length, size.length), size.offset, 'latin1');
  header.fill(' ', checksum.offset, checksum.offset + checksum.length);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, checksum.offset, 'latin1');
  return Buffer.concat([header, contents, Buffer.alloc(padded(contents.length) - contents.length)]);
}
