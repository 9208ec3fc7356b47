import { posix } from 'node:path';
import type { Code } from '../model/codes.js';
import { filesExtension } from '../model/nodes.js';
import { joinPointer } from '../model/pointer.js';
import { type FileContents, type FileReader, isWithin } from './file-reader.js';
import { findFileRefs } from './file-refs.js';
import { readSource, type Source } from './source.js';
import { limits, type SourceFinding } from './source-limits.js';

export interface BundledSource extends Source {
  readonly path: string;
  /** Where it is in the bundle: '' for the document. */
  readonly prefix: string;
}

export interface FileFindings {
  readonly source: { readonly name: string; readonly text: string };
  readonly findings: readonly SourceFinding[];
}

/** Why a file that a `$ref` names is not read: the rest of a message that begins with the `$ref`. */
export interface FileRefusal {
  readonly code: Code;
  readonly message: string;
  readonly fix: string;
}

export interface CollectedFiles {
  /** The document first. */
  readonly sources: readonly BundledSource[];
  /** What the paths in `$ref`s lead to: null if `fileFindings` has the file's problems; none if it is missing. */
  readonly targets: ReadonlyMap<string, BundledSource | FileRefusal | null>;
  readonly fileFindings: readonly FileFindings[];
}

/** Files that lead from one to the next. */
const maxChain = 100;

/** All files of a document together. */
const maxTotalBytes = 2 * limits.bytes;

/**
 * Reads every file that the document refers to, in rounds: those that it names, those that these name, and so on. Only
 * files within `root` are read, after links are followed.
 */
export async function collectFiles(document: Source, path: string, root: string, files: FileReader): Promise<CollectedFiles> {
  const folder = (await files.realPath(posix.dirname(path))) ?? posix.dirname(path);
  const realRoot = (await files.realPath(root)) ?? root;
  const first: BundledSource = { ...document, path, prefix: '' };
  const known = new Map<string, BundledSource | FileRefusal | null>([[path, first]]);
  const targets = new Map<string, BundledSource | FileRefusal | null>();
  const fileFindings: FileFindings[] = [];
  let bytes = 0;

  const read = (real: string, contents: FileContents): BundledSource | FileRefusal | null => {
    if (contents.kind !== 'text') return refusalOf(contents);
    bytes += contents.size;
    if (bytes > maxTotalBytes) return refusals.tooMuch;
    const name = posix.relative(folder, real);
    const source = readSource(name, contents.text);
    if ('value' in source) return { ...source, path: real, prefix: joinPointer('', filesExtension, memberName(name)) };
    fileFindings.push({ source: { name, text: contents.text }, findings: source });
    return null;
  };

  for (let round: readonly BundledSource[] = [first], chain = 0; round.length > 0; chain++) {
    const paths = [...new Set(round.flatMap((source) => findFileRefs(source.value, source.path)))].filter((each) => !targets.has(each));
    const found = await Promise.all(paths.map((each) => files.realPath(each)));
    const wanted = [...new Set(found)].filter((real) => real !== null && isWithin(real, realRoot) && !known.has(real)) as string[];
    const contents = chain < maxChain ? await files.readFiles(wanted) : [];
    for (const [index, real] of wanted.entries()) known.set(real, contents[index] ? read(real, contents[index]) : refusals.endless);
    for (const [index, each] of paths.entries()) {
      const real = found[index] ?? null;
      if (real !== null) targets.set(each, isWithin(real, realRoot) ? (known.get(real) ?? null) : refusals.outside);
    }
    round = wanted.flatMap((real) => {
      const source = known.get(real);
      return source && 'prefix' in source ? [source] : [];
    });
  }
  return { sources: [...known.values()].filter((each) => each !== null && 'prefix' in each) as BundledSource[], targets, fileFindings };
}

const refusals = {
  outside: {
    code: 'ref-outside-root',
    message: ' leaves the root folder',
    fix: 'move the file below the folder, or name a wider one with --root',
  },
  noFile: { code: 'ref-broken', message: ' is no file', fix: 'refer to a YAML or JSON file' },
  tooLarge: { code: 'ref-broken', message: ` is larger than ${limits.bytes} bytes`, fix: 'refer to a YAML or JSON file' },
  tooMuch: {
    code: 'limit',
    message: `: the document's files are larger than ${maxTotalBytes} bytes together`,
    fix: 'split the document into several',
  },
  unreadable: { code: 'ref-broken', message: " can't be read", fix: "look at the file's permissions" },
  endless: {
    code: 'limit',
    message: `: more than ${maxChain} files lead from one to the next`,
    fix: 'refer to the files that hold the nodes themselves',
  },
} satisfies Readonly<Record<string, FileRefusal>>;

function refusalOf({ kind }: Exclude<FileContents, { readonly kind: 'text' }>): FileRefusal {
  if (kind === 'no-file') return refusals.noFile;
  return kind === 'too-large' ? refusals.tooLarge : refusals.unreadable;
}

/** A file's path without `/`: the AsyncAPI parser fails on circular references whose pointers contain `~1`. */
function memberName(path: string): string {
  return path
    .split('/')
    .map((segment) => segment.replace(/[^\w.-]/g, (character) => `=${character.codePointAt(0)?.toString(16)}=`))
    .join(':');
}
