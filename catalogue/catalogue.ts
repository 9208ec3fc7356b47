import { basename, posix, resolve } from 'node:path';
import { buildCatalogue } from './build/build.js';
import { readChannels } from './build/document.js';
import { lintEffort } from './lint/effort.js';
import { lintEvents } from './lint/event-rules.js';
import { lintExtensions } from './lint/extension-rules.js';
import { lintReferences } from './lint/reference-rules.js';
import { lintSchemas } from './lint/schema-rules.js';
import { lintSignatures } from './lint/signature-rules.js';
import { codes } from './model/codes.js';
import type { Catalogue } from './model/model.js';
import type { Finding, Problem } from './model/problem.js';
import { bundleDocument } from './read/bundle.js';
import { diskFiles, withSlashes } from './read/disk-files.js';
import type { FileReader } from './read/file-reader.js';
import { findForeign } from './read/foreign-document.js';
import { frameOf, locateFindings } from './read/locate.js';
import { positionOf, readSource } from './read/source.js';
import { limits, type SourceFinding } from './read/source-limits.js';
import { checkAsyncapi } from './read/validity.js';

export interface LoadOptions {
  /** Where the document and the files it refers to are read; paths are this reader's. Default: the disk. */
  readonly files?: FileReader;
  /** References may not leave this folder. Default: the document's own. */
  readonly root?: string;
  /** The document's text if it is in memory; the file then need not exist. */
  readonly text?: string;
  /** What problems call it; default: the file as it was named. */
  readonly name?: string;
}

export interface LoadedCatalogue {
  /** null where an error stops everything. */
  readonly catalogue: Catalogue | null;
  /** Errors and warnings, in the document's order. */
  readonly problems: readonly Problem[];
  /** Paths of every file that was read, the document first; absolute for files on the disk. */
  readonly files: readonly string[];
}

/**
 * Reads a document once and says all there is to say of it: limits and positions first, then references (local files
 * only), then AsyncAPI's rules, then our model and its lint. Never throws for what a document says.
 */
export async function loadCatalogue(file: string, options: LoadOptions = {}): Promise<LoadedCatalogue> {
  const files = options.files ?? diskFiles;
  const path = options.files ? file : withSlashes(resolve(file));
  const root = options.files ? options.root : options.root && withSlashes(resolve(options.root));
  const name = options.name ?? file;
  const stop = (problems: readonly Problem[], read: readonly string[] = [path]): LoadedCatalogue => ({
    catalogue: null,
    problems,
    files: read,
  });

  const text = options.text ?? (await readText(files, name, path));
  if (typeof text !== 'string') return stop([problemOf(name, '', text)]);
  const source = readSource(name, text);
  if (!('value' in source)) return stop(source.map((finding) => problemOf(name, text, finding)));

  const foreign = findForeign(source);
  if (foreign !== null) return stop([problemOf(name, text, foreign)]);

  const bundled = await bundleDocument(source, path, root ?? posix.dirname(path), files);
  const { bundle, sources, findings: refFindings, fileFindings } = bundled;
  const read = sources.map((each) => each.path);
  if (!bundle) {
    const inFiles = fileFindings.flatMap((each) => each.findings.map((finding) => problemOf(each.source.name, each.source.text, finding)));
    return stop([...locateFindings(sources, refFindings), ...inFiles], read);
  }

  const findings: Finding[] = [...(await checkAsyncapi(bundle)), ...lintExtensions(bundle, readChannels(bundle))];
  if (findings.length > 0) return stop(locateFindings(sources, findings), read);

  const catalogue = buildCatalogue(bundle, (finding) => findings.push(finding));
  findings.push(...lintReferences(bundle), ...lintSchemas(catalogue), ...lintEffort(catalogue), ...lintSignatures(catalogue));
  // Examples are held against schemas that are known to be sound.
  if (!findings.some(({ code }) => codes[code] === 'error')) findings.push(...lintEvents(catalogue));
  const problems = locateFindings(sources, findings);
  return { catalogue: problems.some(({ severity }) => severity === 'error') ? null : catalogue, problems, files: read };
}

async function readText(files: FileReader, name: string, path: string): Promise<string | SourceFinding> {
  const fault = (message: string, fix: string): SourceFinding => ({ code: 'unreadable', message, fix, offset: 0 });
  const real = await files.realPath(path);
  if (real === null)
    return fault(`there is no ${basename(name)} here`, 'name the document with --document, or run `hookbook init` in an empty folder');
  const [contents] = await files.readFiles([real]);
  if (contents?.kind === 'text') return contents.text;
  if (contents?.kind === 'too-large')
    return {
      ...fault(`${name} is larger than ${limits.bytes} bytes`, 'split it into several files and refer to them by $ref'),
      code: 'limit',
    };
  if (contents?.kind === 'unreadable') return fault(`${name} can't be read (${contents.reason})`, "look at the file's permissions");
  return fault(`${name} is no file`, 'name the AsyncAPI document itself with --document');
}

function problemOf(file: string, text: string, finding: SourceFinding): Problem {
  const position = positionOf(text, finding.offset);
  return {
    code: finding.code,
    severity: codes[finding.code],
    message: finding.message,
    fix: finding.fix,
    pointer: '',
    file,
    ...position,
    frame: frameOf(text, position),
  };
}
