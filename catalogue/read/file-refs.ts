import { posix } from 'node:path';
import type { Json } from '../model/model.js';
import { copyDocument } from '../model/nodes.js';

/** File and fragment of a reference, percent-decoded; the file is '' for a reference within its own file. */
export function splitRef(ref: string): [file: string, fragment: string] {
  const hash = ref.indexOf('#');
  const [file, fragment] = hash === -1 ? [ref, ''] : [ref.slice(0, hash), ref.slice(hash + 1)];
  return [decode(file), decode(fragment)];
}

/** Whether a reference's file is on another host, or has another scheme than a path. */
export const isRemote = (file: string) => /^([a-z][a-z0-9+.-]*:|\/\/|\\\\)/i.test(file);

/** The path that a reference's file has, seen from the file with the reference. */
export const pathFrom = (from: string, file: string) => posix.join(posix.dirname(from), file);

/** The distinct paths of the files that a file refers to, without absolute ones and URLs: those are never read. */
export function findFileRefs(value: Json, path: string): string[] {
  const found = new Set<string>();
  copyDocument(value, {
    ref: (ref) => {
      const [file] = splitRef(ref);
      if (file !== '' && !isRemote(file) && !file.startsWith('/')) found.add(pathFrom(path, file));
      return ref;
    },
  });
  return [...found];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
