import type { GeneratorName } from '../pipeline.js';
import { shellWord } from '../render/shell.js';
import { loadConfig } from './config-file.js';
import type { Ignore } from './diff/ignore.js';
import { UsageError } from './exit.js';

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
  /** The output folder, likewise. */
  readonly out: string;
  /** The folder that references to files may not leave; null: the document's own. */
  readonly root: string | null;
  readonly strict: boolean;
  readonly json: boolean;
  /** null: all of them. */
  readonly generators: readonly GeneratorName[] | null;
  /** The keys of the providers to take from the document; null: all of them. */
  readonly providers: readonly string[] | null;
  /** The changes that `diff` leaves out. */
  readonly ignores: readonly Ignore[];
  /** The options of this run that change what `generate` does, as one would type them. */
  readonly typed: readonly string[];
}

/** Throws a UsageError where an option or the config file says what can't be. */
export async function loadSettings(flags: Flags, cwd: string): Promise<Settings> {
  for (const name of ['document', 'out', 'root'] as const) {
    if (flags[name] === '') throw new UsageError(`--${name} is empty: name a ${name === 'document' ? 'file' : 'folder'}`);
    if (flags[name]?.includes('\0')) throw new UsageError(`--${name} holds a NUL character, which no file name may`);
  }
  const config = await loadConfig(cwd);
  const typed = [
    ...(flags.document === undefined ? [] : ['--document', flags.document]),
    ...(flags.out === undefined ? [] : ['--out', flags.out]),
    ...(flags.root === undefined ? [] : ['--root', flags.root]),
    ...(flags.strict ? ['--strict'] : []),
  ];
  return {
    document: flags.document ?? config.document ?? 'asyncapi.yaml',
    out: flags.out ?? config.out ?? 'generated',
    root: flags.root ?? config.root ?? null,
    strict: flags.strict ?? config.strict ?? false,
    json: flags.json ?? false,
    generators: config.generators ?? null,
    providers: config.providers ?? null,
    ignores: (config.diff?.ignore ?? []).map(({ code, at, reason }) => ({ code, at: at ?? null, reason })),
    typed,
  };
}

/** The command that brings the output folder in line with these settings. */
export function mendingCommand({ typed }: Settings): string {
  return ['hookbook', 'generate', ...typed.map(shellWord)].join(' ');
}
