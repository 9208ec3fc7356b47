import { isAbsolute, relative, resolve } from 'node:path';
import type { Ignore } from '../diff/report/ignore.js';
import type { GeneratorChoice } from '../generators/index.js';
import { shellWord } from '../generators/render/shell.js';
import { UsageError } from './exit.js';
import { documentNames, documentPath, findProject, type Project } from './find-project.js';

/** The options as they were given on the command line; a missing one was not given. */
export interface Flags {
  readonly document?: string;
  readonly out?: string;
  readonly root?: string;
  readonly strict?: boolean;
  readonly json?: boolean;
}

/** What a command works with: its options over the config file over the defaults. */
export interface Settings {
  /** As it was named: relative to the working directory, or absolute. */
  readonly document: string;
  /** The config file, named the same way; null if there is none. */
  readonly config: string | null;
  /** The output folder, likewise. */
  readonly out: string;
  /** The folder that references to files may not leave; null: the document's own. */
  readonly root: string | null;
  readonly strict: boolean;
  readonly json: boolean;
  /** null: all of them. */
  readonly generators: readonly GeneratorChoice[] | null;
  /** The keys of the providers to take from the document; null: all of them. */
  readonly providers: readonly string[] | null;
  /** The changes that `diff` leaves out. */
  readonly ignores: readonly Ignore[];
  /** The options of this run that change what `generate` does, as one would type them. */
  readonly typed: readonly string[];
}

/**
 * Options are relative to the working directory; the config and the default output folder belong to the project, which may be a folder
 * above. `tell` gets what the command line doesn't show. Throws a UsageError where an option or the config is invalid.
 */
export async function loadSettings(flags: Flags, cwd: string, tell: (note: string) => void = () => {}): Promise<Settings> {
  checkPaths(flags);
  const project = await openProject(flags.document, cwd);
  const { config } = project;
  const fromHere = pathsFromHere(project, cwd);
  const document = flags.document ?? fromHere(project.document ?? documentNames[0]);
  const configFile = project.configName === null ? null : fromHere(project.configName);
  if (project.folder !== resolve(cwd)) tell(`using ${document}${configFile === null ? '' : ` and ${configFile}`}`);
  if (flags.document === undefined) tellOthers(project, fromHere, tell);
  return {
    document,
    config: configFile,
    out: flags.out ?? fromHere(config.out ?? 'generated'),
    root: flags.root ?? (config.root === undefined ? null : fromHere(config.root)),
    strict: flags.strict ?? config.strict ?? false,
    json: flags.json ?? false,
    generators: config.generators ?? null,
    providers: config.providers ?? null,
    ignores: (config.diff?.ignore ?? []).map(({ code, at, reason }) => ({ code, at: at ?? null, reason })),
    typed: listTyped(flags),
  };
}

/**
 * The project above doesn't apply to a document that is named and isn't the project's: its output folder would be overwritten with what
 * belongs to another document. A config without a document is for any document.
 */
async function openProject(named: string | undefined, cwd: string): Promise<Project> {
  const project = await findProject(cwd);
  const folder = resolve(cwd);
  const own = documentPath(project);
  if (named === undefined || project.folder === folder || own === null || own === resolve(cwd, named)) return project;
  return { folder, config: {}, configName: null, document: null, others: [] };
}

type FromHere = (path: string) => string;

/** How a path of the project reads from the working directory, so that a terminal can open it. */
function pathsFromHere({ folder }: Project, cwd: string): FromHere {
  const here = resolve(cwd);
  return (path) => (folder === here || isAbsolute(path) ? path : relative(here, resolve(folder, path)) || '.');
}

function tellOthers({ document, others }: Project, fromHere: FromHere, tell: (note: string) => void): void {
  if (document === null || others.length === 0) return;
  const names = others.map(fromHere).join(' and ');
  tell(`using ${fromHere(document)}, not ${names}: name the one you mean with --document, or in hookbook.config.json`);
}

function checkPaths(flags: Flags): void {
  for (const name of ['document', 'out', 'root'] as const) {
    if (flags[name] === '') throw new UsageError(`--${name} is empty: name a ${name === 'document' ? 'file' : 'folder'}`);
    if (flags[name]?.includes('\0')) throw new UsageError(`--${name} holds a NUL character, which no file name may`);
  }
}

function listTyped(flags: Flags): readonly string[] {
  return [
    ...(flags.document === undefined ? [] : ['--document', flags.document]),
    ...(flags.out === undefined ? [] : ['--out', flags.out]),
    ...(flags.root === undefined ? [] : ['--root', flags.root]),
    ...(flags.strict ? ['--strict'] : []),
  ];
}

/** The command that brings the output folder in line with these settings. */
export function mendingCommand({ typed }: Settings): string {
  return ['hookbook', 'generate', ...typed.map(shellWord)].join(' ');
}
