import { readFile, realpath, stat } from 'node:fs/promises';
import { sep } from 'node:path';
import { type FileContents, type FileReader, textFile } from './file-reader.js';
import { limits } from './source-limits.js';

/** Files on the disk, by absolute paths or from the working directory. */
export const diskFiles: FileReader = {
  async realPath(path) {
    try {
      return withSlashes(await realpath(path));
    } catch {
      return null; // not there, a link to nowhere, a folder that may not be entered
    }
  },
  readFiles: (paths) => Promise.all(paths.map(readDiskFile)),
};

async function readDiskFile(path: string): Promise<FileContents> {
  try {
    const found = await stat(path);
    if (!found.isFile()) return { kind: 'no-file' };
    return found.size > limits.bytes ? { kind: 'too-large' } : textFile(await readFile(path));
  } catch (error) {
    return { kind: 'unreadable', reason: error instanceof Error && 'code' in error ? String(error.code) : String(error) };
  }
}

/** A path of the system as a reader takes it. */
export const withSlashes = (path: string) => path.split(sep).join('/');
