import { writeFileSync } from 'node:fs';
import type { Catalogue } from '../../catalogue/model/model.js';
import { nameBundlePointer } from '../../catalogue/read/bundle.js';
import type { Compare, Rule } from '../../diff/change.js';
import { nameIgnore, siftChanges } from '../../diff/report/ignore.js';
import { renderMarkdown } from '../../diff/report/markdown.js';
import { buildReport, type DiffReport, describeReport, verdicts } from '../../diff/report/report.js';
import { haveErrors, judgeProblems, tellProblems } from '../diagnostics.js';
import { exit, UsageError } from '../exit.js';
import { printable, renderJson } from '../printable.js';
import type { Settings } from '../settings.js';
import type { Terminal } from '../terminal.js';
import { annotateChanges } from './annotations.js';
import { findVersion } from './find-version.js';
import { type DiffFlags, type Format, type Options, readOptions } from './options.js';
import { checkIgnores } from './read-ignores.js';
import { renderText } from './text.js';
import { type LoadedVersion, type Surroundings, VersionError } from './version.js';

/** What `diff/` exports. It is passed in, so that other commands don't load it. */
export interface DiffEngine {
  readonly compareCatalogues: Compare;
  readonly rules: readonly Rule[];
}

export interface DiffRequest {
  readonly older: string;
  /** null: the document in the settings. */
  readonly newer: string | null;
  readonly flags: DiffFlags;
  readonly settings: Settings;
  readonly engine: DiffEngine;
}

/** Reports what changed and whom it affects. Exit code 3 if a change is too severe, or the version is too low. */
export async function diff({ older, newer, flags, settings, engine }: DiffRequest, terminal: Terminal): Promise<number> {
  const options = readOptions(flags, settings);
  checkIgnores(options.ignores, engine.rules);
  const cwd = process.cwd();
  const around: Surroundings = { cwd, document: settings.document, root: settings.root, env: terminal.env };
  try {
    const before = read(await findVersion(older, around), false, terminal);
    const after = read(await (newer === null ? loadWorking(around) : findVersion(newer, around)), settings.strict, terminal);
    if (!before || !after) return exit.fault;
    const [from, to] = selectProviders(before.catalogue, after.catalogue, settings.providers);
    const changes = engine.compareCatalogues(from, to, { side: options.side, today: options.today });
    // `--ignore` and `--json` use these pointers.
    const named = changes.map((change) => ({ ...change, pointer: nameBundlePointer(change.pointer) }));
    const sifted = siftChanges(named, options.ignores);
    const report = buildReport(nameVersion(before, from), nameVersion(after, to), options.side, sifted);
    printReport(report, options, terminal);
    annotateChanges(terminal, report, to, after.document);
    return judge(report, options, terminal);
  } catch (error) {
    if (!(error instanceof VersionError)) throw error;
    terminal.tell(`hookbook: ${printable(error.message)}`);
    return exit.fault;
  }
}

/** The working document, loaded as by all commands. */
async function loadWorking({ document, root }: Surroundings): Promise<LoadedVersion> {
  const { loadDocument } = await import('../load-document.js');
  const { catalogue, problems } = await loadDocument({ document, root, providers: null });
  return { kind: 'file', label: document, catalogue, problems, document };
}

type Readable = LoadedVersion & { readonly catalogue: Catalogue };

/** A version that can be compared; otherwise prints its errors and gives null. `lint` prints warnings. */
function read(version: LoadedVersion, strict: boolean, terminal: Terminal): Readable | null {
  const errors = judgeProblems(version.problems, strict).filter(({ severity }) => severity === 'error');
  // Only the working document has lines in a pull request.
  tellProblems(version.document === null ? { ...terminal, env: {} } : terminal, errors, version.document ?? '');
  const { catalogue } = version;
  if (catalogue !== null && !haveErrors(errors)) return { ...version, catalogue };
  terminal.tell(`hookbook: ${printable(version.label)} has errors and can't be compared: fix them first`);
  return null;
}

/** Keeps the providers that the config names. Throws a UsageError for one that neither version has. */
function selectProviders(older: Catalogue, newer: Catalogue, keys: readonly string[] | null): [Catalogue, Catalogue] {
  if (keys === null) return [older, newer];
  const known = [...older.providers, ...newer.providers].map(({ key }) => key);
  const missing = keys.find((key) => !known.includes(key));
  if (missing !== undefined) throw new UsageError(`neither version has the provider ${JSON.stringify(missing)} that the config names`);
  const select = (catalogue: Catalogue) => ({ ...catalogue, providers: catalogue.providers.filter(({ key }) => keys.includes(key)) });
  return [select(older), select(newer)];
}

const nameVersion = ({ label, kind }: LoadedVersion, { version }: Catalogue) => ({ label, kind, version });

function printReport(report: DiffReport, { format, write }: Options, terminal: Terminal): void {
  const plain = (_: unknown, text: string) => text;
  const render: Readonly<Record<Format, (paint: Terminal['paint']) => string>> = {
    text: (paint) => renderText(report, paint),
    markdown: () => renderMarkdown(report).trimEnd(),
    json: () => renderJson(describeReport(report)),
  };
  terminal.print(render[format](terminal.paint));
  for (const each of write) writeReport(each.file, `${render[each.format](plain)}\n`);
  for (const ignore of report.unusedIgnores)
    terminal.tell(
      `${terminal.paintMessage('yellow', 'warning')}  no change matches the ignore ${printable(nameIgnore(ignore))}: remove it, or correct it`,
    );
}

function writeReport(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new UsageError(`--write: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

function judge(report: DiffReport, { failOn, expectsVersion }: Options, terminal: Terminal): number {
  const { verdict, version, requiredBump } = report;
  const fails = failOn !== null && verdict !== null && verdicts.indexOf(verdict) <= verdicts.indexOf(failOn);
  if (!expectsVersion || version.enough) return fails ? exit.drift : exit.fine;
  const because = requiredBump === 'none' ? '' : `; the changes need a ${requiredBump} version`;
  terminal.tell(`hookbook: ${printable(`${report.newer.label}: ${version.fault ?? ''}${because}`)}`);
  return exit.drift;
}
