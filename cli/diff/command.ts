import { writeFileSync } from 'node:fs';
import type { Catalogue } from '../../catalogue/model/model.js';
import { nameBundlePointer } from '../../catalogue/read/bundle.js';
import type { Compare, Rule } from '../../diff/change.js';
import { nameIgnore, siftChanges } from '../../diff/report/ignore.js';
import { renderMarkdown } from '../../diff/report/markdown.js';
import { buildReport, describeReport, type Report, verdicts } from '../../diff/report/report.js';
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
import { type LoadedVersion, type Surroundings, VersionFault } from './version.js';

/** What compares: generators/diff. */
export interface Engine {
  readonly compareCatalogues: Compare;
  readonly rules: readonly Rule[];
}

export interface DiffRequest {
  readonly older: string;
  /** null: the document of the settings. */
  readonly newer: string | null;
  readonly flags: DiffFlags;
  readonly settings: Settings;
  readonly engine: Engine;
}

/** Says what changed between two versions and whom it would break; exit code 3 where it breaks someone, or the version says too little. */
export async function diff({ older, newer, flags, settings, engine }: DiffRequest, terminal: Terminal): Promise<number> {
  const options = readOptions(flags, settings);
  checkIgnores(options.ignores, engine.rules);
  const cwd = process.cwd();
  const around: Surroundings = { cwd, document: settings.document, root: settings.root, env: terminal.env };
  try {
    const before = read(await findVersion(older, around), false, terminal);
    const after = read(await (newer === null ? loadWorking(around) : findVersion(newer, around)), settings.strict, terminal);
    if (!before || !after) return exit.fault;
    const [from, to] = takeBoth(before.catalogue, after.catalogue, settings.providers);
    const changes = engine.compareCatalogues(from, to, { side: options.side, today: options.today });
    // As `--ignore` names them, and as `--json` says them.
    const named = changes.map((change) => ({ ...change, pointer: nameBundlePointer(change.pointer) }));
    const sifted = siftChanges(named, options.ignores);
    const report = buildReport(nameVersion(before, from), nameVersion(after, to), options.side, sifted);
    tellReport(report, options, terminal);
    annotateChanges(terminal, report, to, after.document);
    return judge(report, options, terminal);
  } catch (error) {
    if (!(error instanceof VersionFault)) throw error;
    terminal.tell(`hookbook: ${printable(error.message)}`);
    return exit.fault;
  }
}

/** The working document, as all commands load it. */
async function loadWorking({ document, root }: Surroundings): Promise<LoadedVersion> {
  const { loadDocument } = await import('../load-document.js');
  const { catalogue, problems } = await loadDocument({ document, root, providers: null });
  return { kind: 'file', label: document, catalogue, problems, document };
}

type Readable = LoadedVersion & { readonly catalogue: Catalogue };

/** A version that can be compared; null where it can't, which is then said. Warnings are not our business: `lint` has them. */
function read(version: LoadedVersion, strict: boolean, terminal: Terminal): Readable | null {
  const errors = judgeProblems(version.problems, strict).filter(({ severity }) => severity === 'error');
  // A mark in a pull request is for what stands in it: other versions have no line there.
  tellProblems(version.document === null ? { ...terminal, env: {} } : terminal, errors, version.document ?? '');
  const { catalogue } = version;
  if (catalogue !== null && !haveErrors(errors)) return { ...version, catalogue };
  terminal.tell(`hookbook: ${printable(version.label)} can't be compared as long as it has errors`);
  return null;
}

/** The providers that the config names, where either has them. Throws a UsageError for one that neither has. */
function takeBoth(older: Catalogue, newer: Catalogue, keys: readonly string[] | null): [Catalogue, Catalogue] {
  if (keys === null) return [older, newer];
  const known = [...older.providers, ...newer.providers].map(({ key }) => key);
  const missing = keys.find((key) => !known.includes(key));
  if (missing !== undefined) throw new UsageError(`neither version has the provider ${JSON.stringify(missing)} that the config names`);
  const take = (catalogue: Catalogue) => ({ ...catalogue, providers: catalogue.providers.filter(({ key }) => keys.includes(key)) });
  return [take(older), take(newer)];
}

const nameVersion = ({ label, kind }: LoadedVersion, { version }: Catalogue) => ({ label, kind, version });

function tellReport(report: Report, { format, write }: Options, terminal: Terminal): void {
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
      `${terminal.paintMessage('yellow', 'warning')}  nothing to ignore for ${printable(nameIgnore(ignore))}: take it out, or mend it`,
    );
}

function writeReport(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new UsageError(`--write: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

function judge(report: Report, { failOn, expectsVersion }: Options, terminal: Terminal): number {
  const { verdict, version, requiredBump } = report;
  const fails = failOn !== null && verdict !== null && verdicts.indexOf(verdict) <= verdicts.indexOf(failOn);
  if (!expectsVersion || version.enough) return fails ? exit.drift : exit.fine;
  const because = requiredBump === 'none' ? '' : `; the changes need a ${requiredBump} version`;
  terminal.tell(`hookbook: ${printable(`${report.newer.label}: ${version.fault ?? ''}${because}`)}`);
  return exit.drift;
}
