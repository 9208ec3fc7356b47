import { isAbsolute, relative, resolve } from 'node:path';
import type { Ignore } from '../diff/report/ignore.js';
import type { GeneratorChoice } from '../generators/index.js';
import { shellWord } from '../generators/render/shell.js';
import { UsageError } from './exit.js';
import { documentNames, documentPath, findProject, type Project } from './find-project.js';

/** The options given on the command line. */
export interface Flags {
  readonly document?: string;
  readonly out?: string;
  readonly root?: string;
  readonly strict?: boolean;
  readonly json?: boolean;
}

/** A command's settings: from its options, else the config file, else the defaults. */
export interface Settings {
  /** Relative to the working directory, or absolute, as the user gave it. */
  readonly document: string;
  /** The path of the config file, in the same form; null if there is none. */
  readonly config: string | null;
  /** The output folder, in the same form. */
  readonly out: string;
  /** The topmost folder that references may reach; null: the document's folder. */
  readonly root: string | null;
  readonly strict: boolean;
  readonly json: boolean;
  /** null: all of them. */
  readonly generators: readonly GeneratorChoice[] | null;
  /** The keys of the providers to take from the document; null: all of them. */
  readonly providers: readonly string[] | null;
  /** The changes that `diff` leaves out. */
  readonly ignores: readonly Ignore[];
  /** The options of this run that change what `generate` does, as typed. */
  readonly typed: readonly string[];
}

/**
 * Loads the settings. Options are relative to the working directory; the config and the default output folder belong to
 * the project, which may be a folder above. `tell` gets notes for the user. Throws a UsageError for invalid options or
 * configs.
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
 * Ignores a project above if the user names a document that isn't the project's: the project's output folder would be
 * overwritten with another document's files. A config without a document applies to any document.
 */
async function openProject(named: string | undefined, cwd: string): Promise<Project> {
  const project = await findProject(cwd);
  const folder = resolve(cwd);
  const own = documentPath(project);
  if (named === undefined || project.folder === folder || own === null || own === resolve(cwd, named)) return project;
  return { folder, config: {}, configName: null, document: null, others: [] };
}

type FromHere = (path: string) => string;

/** Makes a path of the project relative to the working directory, so that a terminal can open it. */
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
    if (flags[name]?.includes('\0')) throw new UsageError(`--${name} contains a NUL character, which file names can't have`);
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
export function generateCommand({ typed }: Settings): string {
  return ['hookbook', 'generate', ...typed.map(shellWord)].join(' ');
}
