/**
 * The entries of an `exports` map for a linter that passes over patterns: every pattern of modules expanded over the package's files, and
 * one file for a pattern of others. What matches no file stays as it is written, for the linter to complain of.
 */
export function expandExports(exports, files) {
  return Object.entries(exports).flatMap(([entry, target]) => {
    const path = (typeof target === 'string' ? target : target.default).replace(/^\.\//, '');
    if (!path.includes('*')) return [entry];
    const [head, tail] = path.split('*');
    const entries = files
      .filter((file) => file.startsWith(head) && file.endsWith(tail) && file.length > head.length + tail.length)
      .map((file) => entry.replace('*', file.slice(head.length, file.length - tail.length)));
    if (entries.length === 0) return [entry];
    return typeof target === 'string' ? entries.filter((name) => name.endsWith('.json')).slice(0, 1) : entries;
  });
}
