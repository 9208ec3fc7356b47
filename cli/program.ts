import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { toolkitFile } from '../catalogue/model/toolkit-file.js';
import { OutputError } from '../generators/output/folder.js';
import { addDocumentCommand, addDocumentOption, addReadingOptions, openDocument, type Run } from './command-options.js';
import type { DiffFlags } from './diff/options.js';
import { exit, UsageError } from './exit.js';
import type { InboxFlags } from './inbox/command.js';
import { addListenOptions } from './listen/options.js';
import { printable, printableLines } from './printable.js';
import type { ScaffoldFlags } from './scaffold/command.js';
import { frameworkNames } from './scaffold/frameworks.js';
import { addSendOptions } from './send/options.js';
import type { Flags } from './settings.js';
import { openTerminal, type Streams, type Terminal } from './terminal.js';

/** Runs a command line and returns its exit code. Commands are loaded on demand: help doesn't wait for the parser. */
export async function runCommandLine(args: readonly string[], streams: Streams): Promise<number> {
  const run: Run = { args, streams, code: exit.fine };
  try {
    const scenarios = args[0] === 'send' ? (await import('./send/scenario.js')).listScenarios() : '';
    await buildProgram(run, scenarios).parseAsync([...args], { from: 'user' });
    return run.code;
  } catch (error) {
    return explain(error, streams);
  }
}

/** `scenarios` is printed in the help of `send`. */
function buildProgram(run: Run, scenarios: string): Command {
  const { version } = JSON.parse(readFileSync(toolkitFile('package.json'), 'utf8')) as { readonly version: string };
  const program = new Command('hookbook')
    .description('Types, validators, reference pages and receivers from an AsyncAPI document of webhooks.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .exitOverride()
    .configureOutput({ writeOut: (text) => void run.streams.stdout.write(text), writeErr: (text) => void run.streams.stderr.write(text) })
    .addHelpText(
      'after',
      '\nExit codes: 0 success, 1 invalid document or data, 2 wrong usage or config, 3 drift or a breaking change, 70 a bug in hookbook.',
    );
  addGenerate(program, run);
  addReports(program, run);
  addValidate(program, run);
  addDiff(program, run);
  addInit(program, run);
  addDocs(program, run);
  addInbox(program, run);
  addScaffold(program, run);
  addSend(program, run, scenarios);
  addListen(program, run);
  return program;
}

function addGenerate(program: Command, run: Run): void {
  const command = program.command('generate').option('--watch', 'generate again when the document changes');
  addDocumentCommand<Flags & { watch?: boolean }>(command, run, {
    description: 'generate files from the document into the output folder',
    hasOut: true,
    action: async (settings, terminal, { watch }) => {
      if (watch) return (await import('./watch.js')).watchDocument(settings, terminal, run.args);
      const { code, files } = await (await import('./generate.js')).generate(settings, terminal);
      run.streams.send?.(files);
      return code;
    },
  });
}

function addReports(program: Command, run: Run): void {
  addDocumentCommand(program.command('check'), run, {
    description: 'fail (exit code 3) if generated files are missing, changed or stale',
    hasOut: true,
    action: async (settings, terminal) => (await import('./check.js')).check(settings, terminal),
  });
  addDocumentCommand(program.command('lint'), run, {
    description: 'report problems in the document',
    hasOut: false,
    action: async (settings, terminal) => (await import('./lint.js')).lint(settings, terminal),
  });
  addDocumentCommand(program.command('list'), run, {
    description: 'list the events',
    hasOut: false,
    action: async (settings, terminal) => (await import('./list.js')).list(settings, terminal),
  });
}

function addValidate(program: Command, run: Run): void {
  const command = program
    .command('validate')
    .argument('<file...>', 'JSON files with one payload each; - reads standard input')
    .option('--event <key>', 'the event of these payloads (default: found by the discriminator)')
    .option('--tolerant', 'validate as a receiver does: accept unknown fields and enum values');
  addDocumentCommand<Flags & { event?: string; tolerant?: boolean }>(command, run, {
    description: 'validate payloads against the document',
    hasOut: false,
    action: async (settings, terminal, flags, files) => {
      const { validateFiles } = await import('./validate.js');
      return validateFiles({ settings, files, event: flags.event ?? null, policy: flags.tolerant ? 'tolerant' : 'strict' }, terminal);
    },
  });
}

function addDiff(program: Command, run: Run): void {
  const collect = (value: string, before: readonly string[] = []) => [...before, value];
  const command = program
    .command('diff')
    .argument('<older>', 'a file or folder, a git revision (main, main:asyncapi.yaml) or a package (name, name@1.2.3, npm:name)')
    .argument('[newer]', 'the version to compare it with (default: the document)')
    .description('report what changed between two versions and whom it breaks (exit code 3 if it does)')
    .option('--for <side>', 'whose side to judge for: receiver or provider (default: receiver)')
    .option('--format <format>', 'text, markdown or json (default: text)')
    .option('--write <file>', 'also write the report to a file: .json, .md or .txt; repeatable', collect)
    .option('--ignore <code>', 'ignore a change, everywhere or as CODE:EVENT or CODE:POINTER; repeatable', collect)
    .option(
      '--fail-on <verdict>',
      'the mildest verdict that fails: breaking, risky, safe or never (default: breaking; never with --expect-version)',
    )
    .option('--expect-version', 'fail if info.version was raised less than the changes require')
    .option('--today <day>', 'the date that decides what is past its sunset, such as 2027-06-30');
  addReadingOptions(addDocumentOption(command), 'treat warnings of the newer version as errors').action(
    async (older: string, newer: string | undefined, flags: Flags & DiffFlags & { color: boolean }) => {
      const { settings, terminal } = await openDocument(run, flags);
      const [{ diff }, engine] = await Promise.all([import('./diff/command.js'), import('../diff/index.js')]);
      run.code = await diff({ older, newer: newer ?? null, flags, settings, engine }, terminal);
    },
  );
}

function addInit(program: Command, run: Run): void {
  program
    .command('init')
    .argument('[folder]', 'the folder to write to', '.')
    .description('create a small working document, and a project around it unless there is one; overwrites nothing')
    .option('--provider <name>', 'the name of the sender of the webhooks')
    .option('--event <name>', 'the first event, such as order.created')
    .option('-y, --yes', 'ask no questions')
    .option('--no-color', 'print without colours')
    .action(async (folder: string, flags: { provider?: string; event?: string; yes?: boolean; color: boolean }) => {
      run.code = await (await import('./init/command.js')).init(folder, flags, openTerminal(run.streams, flags.color));
    });
}

function addDocs(program: Command, run: Run): void {
  const docs = program.command('docs').description('a documentation site of the events');
  const command = docs
    .command('init')
    .argument('[folder]', "the site's folder", 'docs')
    .option('--no-workflow', 'do not write the workflow for GitHub Pages');
  addDocumentCommand<Flags & { workflow?: boolean }>(command, run, {
    description: 'set up a VitePress site of the events in this project; overwrites nothing',
    hasOut: true,
    action: async (settings, terminal, flags, [folder]) =>
      (await import('./docs/init.js')).initDocs(folder ?? 'docs', flags, settings, terminal),
  });
}

function addInbox(program: Command, run: Run): void {
  const inbox = program.command('inbox').description("show the deliveries in a receiver's inbox, and run them again");
  const add = <Options>(
    command: Command,
    description: string,
    action: (flags: Options & InboxFlags, terminal: Terminal, key: string) => Promise<number>,
  ) =>
    command
      .description(description)
      .option('--inbox <where>', 'the SQLite file or postgres:// URL (default: the variable HOOKBOOK_INBOX)')
      .option('--json', 'print the result as JSON')
      .option('--no-color', 'print without colours')
      .action(async () => {
        const flags = command.opts<Options & InboxFlags & { color: boolean }>();
        run.code = await action(flags, openTerminal(run.streams, flags.color), command.args[0] ?? '');
      });
  const filtered = (command: Command) =>
    command
      .option('--provider <key>', 'only deliveries of this provider')
      .option('--event <name>', 'only deliveries of this event')
      .option('--id <id>', 'only deliveries with this id')
      .option('--state <state>', 'only deliveries that are pending, done, unknown, invalid, conflict or dead');
  add<{ limit: string }>(
    filtered(inbox.command('list')).option('--limit <n>', 'how many of the latest to list', '50'),
    'list deliveries, latest last',
    async (flags, terminal) => (await import('./inbox/command.js')).listInbox(flags, terminal),
  );
  add(
    inbox.command('show').argument('<key>', 'the key or id of a delivery, as list prints them'),
    'show a delivery with its headers and body',
    async (flags, terminal, key) => (await import('./inbox/command.js')).showDelivery(key, flags, terminal),
  );
  add(
    filtered(
      inbox.command('replay').argument('[key]', 'the key or id of a delivery (default: all dead deliveries that match the options)'),
    ),
    'run the handlers of deliveries again',
    async (flags, terminal, key) => (await import('./inbox/command.js')).replayDeliveries(key === '' ? undefined : key, flags, terminal),
  );
  add<{ olderThan: string }>(
    filtered(inbox.command('prune')).requiredOption('--older-than <span>', 'minimum age, such as 30d, 12h, 5m or 90s'),
    'delete completed deliveries, so their ids are no longer deduplicated; dead ones only with --state dead',
    async (flags, terminal) => (await import('./inbox/command.js')).pruneInbox(flags, terminal),
  );
}

function addScaffold(program: Command, run: Run): void {
  const command = program.command('scaffold').argument('<provider>', "the provider's key, as hookbook list prints it");
  command
    .description("create a small app that receives a provider's webhooks")
    .option('--framework <name>', frameworkNames.join(', '))
    .option('-o, --out <folder>', "the app's folder")
    .option('--generated <where>', 'a package or folder with the generated code (default: generate it into the app)');
  addReadingOptions(addDocumentOption(command)).action(async (provider: string) => {
    const { out: app, framework, generated, ...flags } = command.opts<Flags & ScaffoldFlags & { color: boolean }>();
    const { settings, terminal } = await openDocument(run, flags);
    const { scaffold } = await import('./scaffold/command.js');
    run.code = await scaffold(provider, { framework, app, generated }, settings, terminal);
  });
}

function addSend(program: Command, run: Run, scenarios: string): void {
  const command = program.command('send').addHelpText('after', `\n${scenarios}`);
  const read = addSendOptions(command);
  addDocumentCommand(command, run, {
    description: 'send an event to a receiver, signed as the provider signs it',
    hasOut: false,
    action: async (settings, terminal) => (await import('./send/command.js')).send(read(), settings, terminal),
  });
}

function addListen(program: Command, run: Run): void {
  const command = program.command('listen');
  const read = addListenOptions(command);
  addDocumentCommand(command, run, {
    description: 'receive webhooks, verify and validate them, and print the result',
    hasOut: false,
    action: async (settings, terminal) => (await import('./listen/command.js')).listen(read(), settings, terminal),
  });
}

/** Reports what ended the run, and returns its exit code. */
function explain(error: unknown, { stderr, env }: Streams): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exit.fine : exit.usage; // commander has printed it
  if (error instanceof UsageError || error instanceof OutputError) {
    stderr.write(`hookbook: ${printable(error.message)}\n`);
    if (error instanceof UsageError && error.detail !== null) stderr.write(`${printableLines(error.detail)}\n`);
    return exit.usage;
  }
  const { message, stack } = error instanceof Error ? error : { message: String(error), stack: undefined };
  stderr.write(
    `hookbook: ${printable(message)}\n\nThis is a bug in hookbook, not in your document. Please report it, if possible with the document.\n`,
  );
  stderr.write(env['HOOKBOOK_DEBUG'] ? `${printableLines(stack ?? '')}\n` : 'Set HOOKBOOK_DEBUG=1 to see where it happened.\n');
  return exit.bug;
}
