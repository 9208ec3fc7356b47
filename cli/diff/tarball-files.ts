import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { Parser, type ReadEntry } from 'tar';
import { type FileContents, type FileReader, textFile } from '../../catalogue/read/file-reader.js';
import { limits } from '../../catalogue/read/source-limits.js';
import { VersionError } from './version.js';

/** For all files of a package together, unpacked: a few kilobytes may unpack to terabytes. */
const maxUnpackedBytes = 1024 * 1024 * 1024;
const maxFiles = 200_000;
const maxNameLength = 4096;

/**
 * The files of a packed package, by their paths from its folder, as npm would install them: no links, and the last of
 * two files with the same name. Nothing is written, and only requested files are in memory.
 */
export async function openTarball(file: string): Promise<FileReader> {
  const names = new Set<string>();
  await scan(file, (name) => {
    if (names.add(name).size > maxFiles) throw new VersionError(`the package has more than ${maxFiles} files`);
    return null;
  });
  const isFolder = (path: string) => [...names].some((name) => name.startsWith(`${path}/`));
  return {
    async realPath(path) {
      if (path === '' || path === '.') return '';
      return names.has(path) || isFolder(path) ? path : null;
    },
    async readFiles(paths) {
      const wanted = new Set(paths);
      const found = new Map<string, FileContents>();
      await scan(file, (name) => (wanted.has(name) ? (contents) => found.set(name, contents) : null));
      return paths.map((path) => found.get(path) ?? { kind: 'no-file' });
    },
  };
}

type Take = (contents: FileContents) => void;

/** Reads a package once. `visit` gives a function that takes a file's contents, or null to skip the file. */
async function scan(file: string, visit: (name: string) => Take | null): Promise<void> {
  let failure: Error | null = null;
  const fail = (error: Error) => {
    failure ??= error;
  };
  // Unzipped here, so that bytes are counted. tar would unzip again what looks zipped: the ratio prevents that.
  const parser = new Parser({ strict: true, maxDecompressionRatio: 1 });
  parser.on('error', fail);
  parser.on('entry', (entry: ReadEntry) => {
    const name = nameOf(entry);
    const take = name === null ? null : visit(name);
    if (take === null) entry.resume();
    else keep(entry, take);
  });
  let bytes = 0;
  const unpacked = createGunzip();
  const reading = pipeline(createReadStream(file), unpacked).catch(fail);
  try {
    for await (const chunk of unpacked as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > maxUnpackedBytes) throw new VersionError(`the package is larger than ${maxUnpackedBytes} bytes`);
      parser.write(chunk);
      if (failure !== null) throw failure;
    }
    await reading;
    parser.end();
    if (failure !== null) throw failure;
  } catch (error) {
    if (error instanceof VersionError) throw error;
    throw new VersionError(`the package can't be unpacked: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function keep(entry: ReadEntry, take: Take): void {
  if (entry.size > limits.bytes) {
    take({ kind: 'too-large' });
    entry.resume();
    return;
  }
  const chunks: Buffer[] = [];
  entry.on('data', (chunk) => chunks.push(chunk));
  entry.on('end', () => take(textFile(Buffer.concat(chunks))));
}

/** A file's path without the first folder, which npm drops; null for links, folders and paths that lead elsewhere. */
function nameOf({ type, path }: ReadEntry): string | null {
  if (!/^(?:Old|Contiguous)?File$/.test(type) || path.length > maxNameLength) return null;
  const [first, ...rest] = path.split('/');
  const leadsElsewhere = first === '' || first === '..' || rest.some((segment) => ['', '.', '..'].includes(segment));
  return rest.length === 0 || leadsElsewhere ? null : rest.join('/');
}
