import { resolve } from 'node:path';
import type { Command } from 'commander';
import { UsageError } from './exit.js';
import { type Flags, loadSettings, type Settings } from './settings.js';
import { openTerminal, type Streams, type Terminal } from './terminal.js';

export interface Run {
  readonly args: readonly string[];
  readonly streams: Streams;
  code: number;
}

type DocumentFlags = Flags & { readonly color: boolean };

export interface Opened {
  readonly settings: Settings;
  readonly terminal: Terminal;
}

/** Opens the settings and the terminal of a command that reads the document. */
export async function openDocument({ streams }: Run, { color, ...flags }: DocumentFlags): Promise<Opened> {
  const terminal = openTerminal(streams, color);
  return { settings: await loadSettings(flags, process.cwd(), (note) => terminal.tell(terminal.paintMessage('dim', note))), terminal };
}

/** Lets a command without other arguments take its document without `--document`, as linters and compilers do. */
export function addDocumentArgument(command: Command): Command {
  return command.argument('[document]', 'the AsyncAPI document, like --document');
}

/** The flags with the document from the argument. Throws a UsageError if `--document` names another. */
export function takeDocumentArgument<Options extends Flags>(flags: Options, argument: string | undefined): Options {
  if (argument === undefined) return flags;
  if (argument === '') throw new UsageError('the document is empty: name a file');
  if (flags.document !== undefined && resolve(flags.document) !== resolve(argument))
    throw new UsageError(`${argument} and --document ${flags.document} are two documents: give only one`);
  return { ...flags, document: argument };
}

export function addDocumentOption(command: Command): Command {
  return command.option(
    '-d, --document <file>',
    'the AsyncAPI document (default: asyncapi.yaml, .yml or .json, here or in a folder above)',
  );
}

export function addOutOption(command: Command): Command {
  return command.option('-o, --out <folder>', 'the output folder (default: generated, next to the config or document)');
}

/** How the document is read, and how the result is printed. */
export function addReadingOptions(command: Command, strict = 'take warnings as errors'): Command {
  return command
    .option('--root <folder>', "the topmost folder that $refs may reach (default: the document's folder)")
    .option('--strict', strict)
    .option('--json', 'print the result as JSON')
    .option('--no-color', 'print without colours');
}

type Action<Options> = (settings: Settings, terminal: Terminal, flags: Options, args: readonly string[]) => Promise<number>;

interface DocumentCommand<Options> {
  readonly description: string;
  /** Whether it uses the output folder. */
  readonly hasOut: boolean;
  readonly action: Action<Options>;
}

/** Makes a command read the document, which is also its argument if it has no others. */
export function addDocumentCommand<Options extends Flags>(
  command: Command,
  run: Run,
  { description, hasOut, action }: DocumentCommand<Options>,
): void {
  const takesDocument = command.registeredArguments.length === 0;
  if (takesDocument) addDocumentArgument(command);
  addDocumentOption(command.description(description));
  if (hasOut) addOutOption(command);
  addReadingOptions(command).action(async () => {
    const given = command.opts<Options & { readonly color: boolean }>();
    const flags = takesDocument ? takeDocumentArgument(given, command.args[0]) : given;
    const { settings, terminal } = await openDocument(run, flags);
    run.code = await action(settings, terminal, flags, command.args);
  });
}
