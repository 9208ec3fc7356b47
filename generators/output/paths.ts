import type { OutputFile } from './generator.js';

/** A segment that every file system stores as it is, without a leading or trailing dot: neither `..` nor `a.`. */
const segment = /^[A-Za-z0-9_@+-]+(?:\.[A-Za-z0-9_@+-]+)*$/;

/** Device names, which Windows reserves with any extension. */
const device = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/i;

/** Whether a path is relative, plain ASCII and stays below the folder it is joined to, on every file system. */
export function isSafePath(path: string): boolean {
  return path.split('/').every((part) => segment.test(part) && !device.test(part));
}

/**
 * Throws if two files share a path (also if they only differ in letter case, or if one is the other's folder) or if a
 * path is not safe. Documents with such names are rejected earlier, so this is a bug in a generator.
 */
export function assertPaths(files: readonly OutputFile[]): void {
  const taken = new Map<string, string>();
  for (const { path } of files) {
    if (!isSafePath(path))
      throw new Error(`unsafe path ${JSON.stringify(path)}: use a relative one of ASCII letters, digits and . _ @ + - between slashes`);
    const other = taken.get(path.toLowerCase());
    if (other !== undefined) throw new Error(`two generated files share a path: ${other} and ${path}`);
    taken.set(path.toLowerCase(), path);
  }
  for (const { path } of files) {
    const parts = path.toLowerCase().split('/');
    for (let depth = 1; depth < parts.length; depth++) {
      const folder = taken.get(parts.slice(0, depth).join('/'));
      if (folder !== undefined) throw new Error(`a generated file is the folder of another: ${folder} and ${path}`);
    }
  }
}
