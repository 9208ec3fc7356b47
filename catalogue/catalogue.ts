import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
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
import { findForeign } from './read/foreign-document.js';
import { frameOf, locateFindings } from './read/locate.js';
import { positionOf, readSource } from './read/source.js';
import { limits, type SourceFinding } from './read/source-limits.js';
import { checkAsyncapi } from './read/validity.js';

export interface LoadOptions {
  /** References may not leave this folder. Default: the document's own. */
  readonly root?: string;
  /** The document's text where it is in memory; the file then need not exist. */
  readonly text?: string;
  /** What problems call it; default: the file as it was named. */
  readonly name?: string;
}

export interface LoadedCatalogue {
  /** null where an error stops everything. */
  readonly catalogue: Catalogue | null;
  /** Errors and warnings, in the document's order. */
  readonly problems: readonly Problem[];
  /** Absolute paths of every file that was read, the document first. */
  readonly files: readonly string[];
}

/**
 * Reads a document once and says all there is to say of it: limits and positions first, then references (local files
 * only), then AsyncAPI's rules, then our model and its lint. Never throws for what a document says.
 */
export async function loadCatalogue(file: string, options: LoadOptions = {}): Promise<LoadedCatalogue> {
  const path = resolve(file);
  const name = options.name ?? file;
  const stop = (problems: readonly Problem[], files: readonly string[] = [path]): LoadedCatalogue => ({ catalogue: null, problems, files });

  const text = options.text ?? readText(name, path);
  if (typeof text !== 'string') return stop([problemOf(name, '', text)]);
  const source = readSource(name, text);
  if (!('value' in source)) return stop(source.map((finding) => problemOf(name, text, finding)));

  const foreign = findForeign(source);
  if (foreign !== null) return stop([problemOf(name, text, foreign)]);

  const { bundle, sources, findings: refFindings, fileFindings } = bundleDocument(source, path, options.root ?? dirname(path));
  const files = sources.map((each) => each.path);
  if (!bundle) {
    const inFiles = fileFindings.flatMap((each) => each.findings.map((finding) => problemOf(each.source.name, each.source.text, finding)));
    return stop([...locateFindings(sources, refFindings), ...inFiles], files);
  }

  const findings: Finding[] = [...(await checkAsyncapi(bundle.value)), ...lintExtensions(bundle.value, readChannels(bundle.value))];
  if (findings.length > 0) return stop(locateFindings(sources, findings), files);

  const catalogue = buildCatalogue(bundle.value, (finding) => findings.push(finding));
  findings.push(...lintReferences(bundle.value), ...lintSchemas(catalogue), ...lintEffort(catalogue), ...lintSignatures(catalogue));
  // Examples are held against schemas that are known to be sound.
  if (!findings.some(({ code }) => codes[code] === 'error')) findings.push(...lintEvents(catalogue));
  const problems = locateFindings(sources, findings);
  return { catalogue: problems.some(({ severity }) => severity === 'error') ? null : catalogue, problems, files };
}

function readText(file: string, path: string): string | SourceFinding {
  const fault = (message: string, fix: string): SourceFinding => ({ code: 'unreadable', message, fix, offset: 0 });
  try {
    const stat = statSync(path);
    if (!stat.isFile()) return fault(`${file} is no file`, 'name the AsyncAPI document itself with --document');
    if (stat.size > limits.bytes)
      return {
        ...fault(`${file} is larger than ${limits.bytes} bytes`, 'split it into several files and refer to them by $ref'),
        code: 'limit',
      };
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT')
      return fault(`there is no ${basename(file)} here`, 'name the document with --document, or run `hookbook init` in an empty folder');
    return fault(`${file} can't be read (${code ?? String(error)})`, "look at the file's permissions");
  }
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
