import { createReadStream } from 'node:fs';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { maxSnapshotBytes } from './read-snapshot.js';
import { VersionFault } from './version.js';

const blockBytes = 512;

/** Of all files of a package together, unpacked: a bomb of a few kilobytes ends here. */
const maxUnpackedBytes = 1024 * 1024 * 1024;

/**
 * The files of these names at the top of a packed package (`package/<name>`), as npm would install them: of two of one name, the last.
 * Nothing is written. https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html#tag_20_92_13_06
 */
export async function readTarball(file: string, names: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
  const reader = new TarReader(new Set(names));
  try {
    await pipeline(createReadStream(file), createGunzip(), reader.sink());
  } catch (error) {
    if (error instanceof VersionFault) throw error;
    throw new VersionFault(`the package can't be unpacked: ${error instanceof Error ? error.message : String(error)}`);
  }
  return reader.found;
}

/** Reads a tar file as it comes, and keeps the wanted files alone. */
class TarReader {
  readonly found = new Map<string, Buffer>();
  readonly #wanted: ReadonlySet<string>;
  #rest: Buffer = Buffer.alloc(0);
  /** What is left of the file that is being read, with its padding. */
  #left = 0;
  #kept: { readonly name: string; readonly size: number; readonly chunks: Buffer[] } | null = null;
  #total = 0;

  constructor(wanted: ReadonlySet<string>) {
    this.#wanted = wanted;
  }

  sink(): Writable {
    const write = (chunk: Buffer, _: string, done: (error?: Error) => void) => {
      try {
        this.#take(chunk);
        done();
      } catch (error) {
        done(error as Error);
      }
    };
    return new Writable({ write });
  }

  #take(chunk: Buffer): void {
    this.#total += chunk.length;
    if (this.#total > maxUnpackedBytes) throw new VersionFault(`the package is larger than ${maxUnpackedBytes} bytes`);
    let data = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    for (;;) {
      if (this.#left > 0) {
        const part = data.subarray(0, this.#left);
        this.#kept?.chunks.push(part);
        this.#left -= part.length;
        data = data.subarray(part.length);
        if (this.#left > 0) break;
      }
      this.#keep();
      if (data.length < blockBytes) break;
      this.#open(data.subarray(0, blockBytes));
      data = data.subarray(blockBytes);
    }
    this.#rest = Buffer.from(data);
  }

  #open(header: Buffer): void {
    if (header.every((byte) => byte === 0)) return; // the end
    const size = Number.parseInt(textOf(header, 124, 12), 8);
    if (!Number.isSafeInteger(size) || size < 0) throw new VersionFault("the package can't be unpacked: it is no tar file");
    this.#left = Math.ceil(size / blockBytes) * blockBytes;
    const [prefix, path] = [textOf(header, 345, 155), textOf(header, 0, 100)];
    const name = (prefix === '' ? path : `${prefix}/${path}`).replace(/^[^/]*\//, ''); // npm drops the first folder
    const isFile = ['0', '\0', ''].includes(String.fromCharCode(header[156] ?? 0));
    if (!isFile || !this.#wanted.has(name)) return;
    if (size > maxSnapshotBytes) throw new VersionFault(`${name} of the package is larger than ${maxSnapshotBytes} bytes`);
    this.#kept = { name, size, chunks: [] };
  }

  #keep(): void {
    if (!this.#kept) return;
    const { name, size, chunks } = this.#kept;
    this.found.set(name, Buffer.concat(chunks).subarray(0, size));
    this.#kept = null;
  }
}

/** A field of a header, up to its first NUL. */
function textOf(header: Buffer, start: number, length: number): string {
  const field = header.subarray(start, start + length);
  const end = field.indexOf(0);
  return field
    .subarray(0, end === -1 ? length : end)
    .toString('utf8')
    .trim();
}
