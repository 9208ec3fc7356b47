import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { Catalogue, Provider } from '../../catalogue/model/model.js';
import { readFound } from '../../generators/output/folder.js';
import type { OutputFile } from '../../generators/output/generator.js';
import { haveErrors, judgeProblems, tellProblems } from '../diagnostics.js';
import { exit, UsageError } from '../exit.js';
import { loadDocument, takeProviders } from '../load-document.js';
import { printable, renderJson } from '../printable.js';
import type { Settings } from '../settings.js';
import type { Terminal } from '../terminal.js';
import { findGenerated } from './find-generated.js';
import { type FrameworkName, frameworkNames, frameworks } from './frameworks.js';

export interface ScaffoldFlags {
  readonly framework?: string | undefined;
  /** The app's folder: `--out` of this command. */
  readonly app?: string | undefined;
  /** The package or folder with the generated code; without it, the app gets its own. */
  readonly generated?: string | undefined;
}

/** Writes an app that receives webhooks. Throws a UsageError and writes nothing if any of its files exists. */
export async function scaffold(key: string, flags: ScaffoldFlags, settings: Settings, terminal: Terminal): Promise<number> {
  const framework = checkFramework(flags.framework);
  const folder = checkFolder(flags.app);
  const { catalogue, problems: found } = await loadDocument(settings);
  const problems = judgeProblems(found, settings.strict).filter(({ severity }) => severity === 'error');
  tellProblems(terminal, problems, settings.document);
  if (!catalogue || haveErrors(problems)) return refuse(terminal, 'the document has errors');
  const single = takeProviders(catalogue, [key]);
  const [provider] = single.providers;
  if (provider === undefined) throw new Error(`${key} was found, and is not there`);
  if (provider.discriminator === null)
    return refuse(terminal, `${key} has no receiver: nothing distinguishes its events (hookbook lint shows which)`);
  const generated = await findGenerated(flags.generated, folder, key);
  const { renderApp } = await import('./files.js');
  const config = { document: relativePath(folder, settings.document), root: settings.root && relativePath(folder, settings.root) };
  const app = renderApp({ provider, framework, generated, config });
  const files = [...(generated.kind === 'own' ? await generateCode(single) : []), ...app];
  await assertRoom(folder, files);
  await writeNew(folder, files);
  report(settings, terminal, { folder, framework, provider, files, app });
  return exit.fine;
}

function refuse(terminal: Terminal, reason: string): number {
  terminal.tell(`${terminal.paintMessage('red', 'nothing was written')}: ${printable(reason)}`);
  return exit.fault;
}

function checkFramework(name: string | undefined): FrameworkName {
  const known = frameworkNames.find((each) => each === name);
  if (known) return known;
  const fault = name === undefined ? 'name a framework' : `there is no framework ${JSON.stringify(name)}`;
  throw new UsageError(`${fault}: --framework ${frameworkNames.join('|')}`);
}

function checkFolder(folder: string | undefined): string {
  if (folder === undefined || folder === '') throw new UsageError('name a folder for the app: --out DIR');
  if (folder.includes('\0')) throw new UsageError("--out contains a NUL character, which file names can't have");
  return folder;
}

async function generateCode(catalogue: Catalogue): Promise<OutputFile[]> {
  const { generateFiles } = await import('../../generators/index.js');
  const files = await generateFiles(catalogue, ['types', 'validators', 'contracts', 'receivers']);
  return files.map(({ path, contents }) => ({ path: `generated/${path}`, contents }));
}

/** A path relative to a folder, joined by `/`. */
const relativePath = (folder: string, path: string) => relative(resolve(folder), resolve(path)).split(sep).join('/') || '.';

async function assertRoom(folder: string, files: readonly OutputFile[]): Promise<void> {
  const taken: string[] = [];
  for (const { path } of files) if ((await readFound(folder, path)).kind !== 'none') taken.push(path);
  if (taken.length === 0) return;
  const shown = taken.length > 8 ? [...taken.slice(0, 8), `${taken.length - 8} more`] : taken;
  throw new UsageError(`${folder} has ${shown.join(', ')}, and scaffold overwrites nothing: name a new folder with --out`);
}

/** Writes all files, or none if one of them can't be written. */
async function writeNew(folder: string, files: readonly OutputFile[]): Promise<void> {
  const written: string[] = [];
  try {
    for (const { path, contents } of files) {
      const target = join(folder, path);
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, contents, { flag: 'wx' });
      written.push(target);
    }
  } catch (error) {
    for (const path of written) await rm(path, { force: true });
    throw new UsageError(`${folder} can't be written: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

interface Scaffolded {
  readonly folder: string;
  readonly framework: FrameworkName;
  readonly provider: Provider;
  readonly files: readonly OutputFile[];
  /** The files that are not generated code. */
  readonly app: readonly OutputFile[];
}

function report(settings: Settings, terminal: Terminal, { folder, framework, provider, files, app }: Scaffolded): void {
  if (settings.json) {
    const written = files.map(({ path }) => path).sort();
    terminal.print(renderJson({ provider: provider.key, framework, out: folder, written }));
    return;
  }
  const wrote = terminal.paint('green', 'wrote');
  const generated = files.length - app.length;
  const lines = app.map(({ path }) => `${wrote} ${printable(join(folder, path))}`);
  if (generated > 0) lines.push(`${wrote} ${printable(join(folder, 'generated'))} (${generated} files)`);
  terminal.print(lines.join('\n'));
  const enter = resolve(folder) === resolve('.') ? '' : `cd ${printable(folder)} && `;
  terminal.tell(`next: ${enter}npm install && cp .env.example ${frameworks[framework].envFile}; then see README.md`);
}
