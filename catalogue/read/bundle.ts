import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import type { Code } from '../model/codes.js';
import type { Json, JsonObject } from '../model/model.js';
import { copyDocument, EXTERNAL } from '../model/nodes.js';
import { isObject, mapMembers, setOwn } from '../model/own.js';
import { joinPointer, parsePointer } from '../model/pointer.js';
import type { Finding } from '../model/problem.js';
import { findAnchor } from './anchors.js';
import { checkTargets, show } from './refs.js';
import { readSource, type Source } from './source.js';
import { limits, type SourceFinding } from './source-limits.js';

/**
 * The document as one value: every file it refers to stands under `/x-hookbook-files/<its path>`, and every `$ref` reads `#/…`.
 * So nothing behind this point knows of files, and a schema may be circular across them.
 */
export interface Bundle {
  readonly value: JsonObject;
  /** The document first. */
  readonly sources: readonly BundledSource[];
}

export interface BundledSource extends Source {
  readonly path: string;
  /** Where it stands in the bundle: '' for the document. */
  readonly prefix: string;
}

export interface FileFindings {
  readonly source: { readonly name: string; readonly text: string };
  readonly findings: readonly SourceFinding[];
}

export interface BundleResult {
  /** null where anything was found. */
  readonly bundle: Bundle | null;
  readonly sources: readonly BundledSource[];
  readonly findings: readonly Finding[];
  readonly fileFindings: readonly FileFindings[];
}

/**
 * Reads every file that the document refers to: files only, below `root` (after symbolic links), never a URL.
 * Gives all faults: of files by offset, of references by pointer.
 */
export function bundleDocument(document: Source, path: string, root: string): BundleResult {
  const findings: Finding[] = [];
  const fileFindings: FileFindings[] = [];
  const sources = new Map<string, BundledSource>();
  const rewritten = new Map<string, Json>();
  const folder = dirname(path);
  const realRoot = realpathSync(root);

  const add = (source: Source, realPath: string, prefix: string): BundledSource => {
    const bundled: BundledSource = { ...source, path: realPath, prefix };
    sources.set(realPath, bundled);
    rewritten.set(realPath, copyDocument(source.value, { ref: (ref, pointer) => target(ref, bundled, pointer) ?? ref }, prefix));
    return bundled;
  };

  const report = (code: Code, pointer: string, message: string, fix: string): null => {
    findings.push({ code, message, fix, pointer });
    return null;
  };

  /** The `$ref` as it reads in the bundle; null where it was reported. */
  const target = (ref: string, from: BundledSource, pointer: string): string | null => {
    const [file = '', fragment = ''] = splitRef(ref);
    if (fragment !== '' && !fragment.startsWith('/'))
      return report(
        'ref-broken',
        pointer,
        `$ref ${show(ref)} has no JSON pointer behind the #`,
        adviseAnchor(file === '' ? findAnchor(from.value, fragment) : null),
      );
    if (file === '') return `#${from.prefix}${fragment}`;
    if (/^([a-z][a-z0-9+.-]*:|\/\/|\\\\)/i.test(file))
      return report(
        'ref-remote',
        pointer,
        `$ref ${show(ref)} leads to another host or scheme; only files beside the document are read`,
        'copy what it names into a file beside the document and refer to that',
      );
    const absolute = resolve(dirname(from.path), file);
    if (file.startsWith('/'))
      return report(
        'ref-outside-root',
        pointer,
        `$ref ${show(ref)} is an absolute path`,
        'write a path relative to the file that the $ref stands in',
      );
    if (file.includes('\0') || !existsSync(absolute))
      return report(
        'ref-broken',
        pointer,
        `$ref ${show(ref)}: there is no such file beside ${from.name}`,
        'mend the path: it is relative to the file that the $ref stands in',
      );
    const real = realpathSync(absolute);
    if (real !== realRoot && !real.startsWith(realRoot + sep))
      return report(
        'ref-outside-root',
        pointer,
        `$ref ${show(ref)} leaves the document's folder`,
        'move the file below the folder, or name a wider one with --root',
      );
    const prefix = sources.get(real)?.prefix ?? joinPointer('', EXTERNAL, memberName(relative(folder, real)));
    if (!sources.has(real) && !readFile(real, prefix, pointer, ref)) return null;
    return `#${prefix}${fragment}`;
  };

  let nested = 0;
  const readFile = (real: string, prefix: string, pointer: string, ref: string): BundledSource | null => {
    const name = relative(folder, real).split(sep).join('/');
    const stat = statSync(real);
    if (!stat.isFile() || stat.size > limits.bytes)
      return report(
        'ref-broken',
        pointer,
        `$ref ${show(ref)} is ${stat.isFile() ? `larger than ${limits.bytes} bytes` : 'no file'}`,
        'refer to a YAML or JSON file',
      );
    if (nested >= maxNested)
      return report(
        'limit',
        pointer,
        `$ref ${show(ref)}: more than ${maxNested} files lead from one to the next`,
        'refer to the files that hold the nodes themselves',
      );
    const text = readText(real);
    if (text === null) return report('ref-broken', pointer, `$ref ${show(ref)} can't be read`, "look at the file's permissions");
    const source = readSource(name, text);
    if (!('value' in source)) {
      fileFindings.push({ source: { name, text }, findings: source });
      return null;
    }
    nested++;
    const added = add(source, real, prefix);
    nested--;
    return added;
  };

  add(document, path, '');
  const value = rewritten.get(path);
  const all = [...sources.values()];
  if (!isObject(value)) {
    report('invalid-asyncapi', '', 'the document is no mapping', 'start it with `asyncapi: 3.1.0`');
    return { bundle: null, sources: all, findings, fileFindings };
  }
  const bundle = { value: attach(value, sources, rewritten), sources: all };
  findings.push(...checkTargets(bundle.value));
  return { bundle: findings.length + fileFindings.length > 0 ? null : bundle, sources: all, findings, fileFindings };
}

const adviseAnchor = (pointer: string | null) =>
  pointer === null
    ? 'write #/ and the path to the node, such as #/components/schemas/Order'
    : `write the path to it: ${show(`#${pointer}`)}`;

/** Files that lead from one to the next; each is read while those before it are open. */
const maxNested = 100;

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null; // not permitted, or gone since
  }
}

/** The pointer and file that people know a node of the bundle by. */
export function locateSource(sources: readonly BundledSource[], pointer: string): { source: BundledSource; pointer: string } | null {
  for (const source of sources.slice(1)) {
    if (pointer === source.prefix || pointer.startsWith(`${source.prefix}/`))
      return { source, pointer: pointer.slice(source.prefix.length) };
  }
  const [document] = sources;
  return document ? { source: document, pointer } : null;
}

function attach(document: JsonObject, sources: ReadonlyMap<string, BundledSource>, rewritten: ReadonlyMap<string, Json>): JsonObject {
  const external: Record<string, Json> = {};
  for (const [path, { prefix }] of sources) if (prefix !== '') setOwn(external, parsePointer(prefix)[1] ?? '', rewritten.get(path) ?? null);
  return Object.keys(external).length === 0 ? document : { ...mapMembers(document, (member) => member), [EXTERNAL]: external };
}

/** A file's path as a name without `/`: the AsyncAPI parser loses itself in circular references whose pointers have `~1` in them. */
function memberName(path: string): string {
  return path
    .split(sep)
    .map((segment) => segment.replace(/[^\w.-]/g, (character) => `=${character.codePointAt(0)?.toString(16)}=`))
    .join(':');
}

/** Which file a pointer into the bundle leads to, relative to the document's folder (null: the document itself), and the pointer in that file. */
export function splitBundlePointer(pointer: string): { readonly file: string | null; readonly pointer: string } {
  const [, member, rest = ''] = new RegExp(`^/${EXTERNAL}/([^/]*)(/.*)?$`, 's').exec(pointer) ?? [];
  if (member === undefined) return { file: null, pointer };
  const decoded = member.replace(/=([0-9a-f]+)=|:/g, (_, code?: string) =>
    code === undefined ? '/' : String.fromCodePoint(Number.parseInt(code, 16)),
  );
  return { file: decoded, pointer: rest };
}

/** A pointer into the bundle as people know it: `file.yaml#/pointer` for what stands in another file of the document. */
export function nameBundlePointer(pointer: string): string {
  const { file, pointer: rest } = splitBundlePointer(pointer);
  return file === null ? pointer : `${file}#${rest}`;
}

/** File and fragment of a reference, percent-decoded. */
function splitRef(ref: string): [string, string] {
  const hash = ref.indexOf('#');
  const [file, fragment] = hash === -1 ? [ref, ''] : [ref.slice(0, hash), ref.slice(hash + 1)];
  return [decode(file), decode(fragment)];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
