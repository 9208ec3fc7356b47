import type { Json, JsonObject } from '../model/model.js';
import { copyDocument, filesExtension } from '../model/nodes.js';
import { parsePointer } from '../model/pointer.js';
import type { Finding } from '../model/problem.js';
import { getOwn, isObject, listProperties, mapProperties, setOwn } from '../model/properties.js';
import { findAnchor } from './anchors.js';
import { type BundledSource, type CollectedFiles, collectFiles, type FileFindings, type FileRefusal } from './collect-files.js';
import type { FileReader } from './file-reader.js';
import { isRemote, pathFrom, splitRef } from './file-refs.js';
import { checkTargets, show } from './refs.js';
import type { Source } from './source.js';

export interface BundleResult {
  /**
   * The document as one value: every file it refers to is under `/x-hookbook-files/<its path>`, and every `$ref` reads
   * `#/…`. So nothing after this step knows of files, and a schema may be circular across them. null if anything was
   * found.
   */
  readonly bundle: JsonObject | null;
  /** The document first. */
  readonly sources: readonly BundledSource[];
  readonly findings: readonly Finding[];
  readonly fileFindings: readonly FileFindings[];
}

/**
 * Joins the document and every file that it refers to: files within `root` only, never a URL. Gives all problems: those
 * of files by offset, those of references by pointer.
 */
export async function bundleDocument(document: Source, path: string, root: string, files: FileReader): Promise<BundleResult> {
  const { sources, targets, fileFindings } = await collectFiles(document, path, root, files);
  const findings: Finding[] = [];
  const rewritten = sources.map((source) => {
    const ref = (written: string, pointer: string) => {
      const target = resolveTarget(written, source, targets);
      if (typeof target === 'string') return target;
      if (target !== null) findings.push({ ...target, message: `$ref ${show(written)}${target.message}`, pointer });
      return written;
    };
    return copyDocument(source.value, { ref }, source.prefix);
  });
  const [value, ...external] = rewritten;
  if (!isObject(value)) {
    const finding: Finding = {
      code: 'invalid-asyncapi',
      message: 'the document is no mapping',
      fix: 'start it with `asyncapi: 3.1.0`',
      pointer: '',
    };
    return { bundle: null, sources, findings: [...findings, finding], fileFindings };
  }
  const bundle = attach(value, sources.slice(1), external);
  findings.push(...checkTargets(bundle));
  return { bundle: findings.length + fileFindings.length > 0 ? null : bundle, sources, findings, fileFindings };
}

/** The `$ref` as it reads in the bundle, or what is wrong with it; null if that is reported with the file it names. */
function resolveTarget(ref: string, from: BundledSource, targets: CollectedFiles['targets']): string | FileRefusal | null {
  const [file, fragment] = splitRef(ref);
  if (fragment !== '' && !fragment.startsWith('/'))
    return {
      code: 'ref-broken',
      message: ' has no JSON pointer behind the #',
      fix: adviseAnchor(file === '' ? findAnchor(from.value, fragment) : null),
    };
  if (file === '') return `#${from.prefix}${fragment}`;
  if (isRemote(file))
    return {
      code: 'ref-remote',
      message: ' leads to another host or scheme; only files beside the document are read',
      fix: 'copy what it names into a file beside the document and refer to that',
    };
  if (file.startsWith('/'))
    return {
      code: 'ref-outside-root',
      message: ' is an absolute path',
      fix: 'write a path relative to the file that contains the $ref',
    };
  const target = targets.get(pathFrom(from.path, file));
  if (target === undefined)
    return {
      code: 'ref-broken',
      message: `: there is no such file beside ${from.name}`,
      fix: 'correct the path: it is relative to the file that contains the $ref',
    };
  return target !== null && 'prefix' in target ? `#${target.prefix}${fragment}` : target;
}

const adviseAnchor = (pointer: string | null) =>
  pointer === null
    ? 'write #/ and the path to the node, such as #/components/schemas/Order'
    : `write the path to it: ${show(`#${pointer}`)}`;

/** A document that was bundled before has files already: they stay. */
function attach(document: JsonObject, sources: readonly BundledSource[], values: readonly Json[]): JsonObject {
  if (sources.length === 0) return document;
  const files: Record<string, Json> = {};
  for (const [name, value] of listProperties(getOwn(document, filesExtension))) setOwn(files, name, value);
  for (const [index, { prefix }] of sources.entries()) setOwn(files, parsePointer(prefix)[1] ?? '', values[index] ?? null);
  return { ...mapProperties(document, (member) => member), [filesExtension]: files };
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

/** The file that a pointer into the bundle leads to (null: the document itself), and the pointer in that file. */
export function splitBundlePointer(pointer: string): { readonly file: string | null; readonly pointer: string } {
  const [, member, rest = ''] = new RegExp(`^/${filesExtension}/([^/]*)(/.*)?$`, 's').exec(pointer) ?? [];
  if (member === undefined) return { file: null, pointer };
  const decoded = member.replace(/=([0-9a-f]+)=|:/g, (_, code?: string) =>
    code === undefined ? '/' : String.fromCodePoint(Number.parseInt(code, 16)),
  );
  return { file: decoded, pointer: rest };
}

/** A pointer into the bundle as people know it: `file.yaml#/pointer` for what another file of the document contains. */
export function nameBundlePointer(pointer: string): string {
  const { file, pointer: rest } = splitBundlePointer(pointer);
  return file === null ? pointer : `${file}#${rest}`;
}
