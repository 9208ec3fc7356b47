import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isReservedKey } from '../catalogue/names.js';
import type { OutputFile } from '../generator.js';
import { exit, UsageError } from './exit.js';
import { documentNames } from './find-project.js';
import { type Answers, renderProject } from './init-project.js';
import { printable } from './printable.js';
import type { Terminal } from './terminal.js';

export interface InitFlags {
  readonly provider?: string;
  readonly event?: string;
  readonly yes?: boolean;
}

/** What is written where nobody answers. */
const defaults: Answers = { provider: 'acme', event: 'order.created' };

/**
 * Writes a small working document and the files around it, and keeps files that exist. Throws a UsageError, and writes nothing, if the
 * folder has a document already.
 */
export async function init(folder: string, flags: InitFlags, terminal: Terminal): Promise<number> {
  for (const name of ['provider', 'event'] as const) {
    const fault = flags[name] === undefined ? null : checkAnswer(name, flags[name]);
    if (fault !== null) throw new UsageError(`--${name} ${fault}`);
  }
  assertNoDocument(folder);
  const given: Answers = { provider: flags.provider ?? defaults.provider, event: flags.event ?? defaults.event };
  const answers = terminal.interactive && !flags.yes ? await askAnswers(given) : given;
  if (answers === null) {
    terminal.tell('nothing was written');
    return exit.fine;
  }
  const { missing, kept } = splitFiles(folder, renderProject(answers));
  try {
    await mkdir(folder, { recursive: true });
    for (const { path, contents } of missing) await writeFile(join(folder, path), contents, { flag: 'wx' });
  } catch (error) {
    throw new UsageError(`${folder} can't be written: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
  const rows = [...missing.map(({ path }) => ['wrote', path] as const), ...kept.map(({ path }) => ['kept', path] as const)];
  terminal.print(rows.map(([done, path]) => `${terminal.paint('green', done)} ${printable(join(folder, path))}`).join('\n'));
  const enter = folder === '.' ? '' : `cd ${printable(folder)} && `;
  const steps = kept.some(({ path }) => path === 'package.json') ? stepsOfProject : 'npm install';
  terminal.tell(`next: ${enter}${steps} && npm run generate`);
  return exit.fine;
}

/** What the package.json of a new project has, added to one that exists. */
const stepsOfProject =
  'npm pkg set scripts.generate="hookbook generate --strict" scripts.check="hookbook check --strict" && ' +
  'npm install --save-dev hookbook && npm install @hookbook/runtime';

function assertNoDocument(folder: string): void {
  const found = documentNames.find((name) => existsSync(join(folder, name)));
  if (found === undefined) return;
  const where = folder === '.' ? 'this folder' : folder;
  throw new UsageError(`${where} already has ${found}: run hookbook generate there, or name a new folder, as in hookbook init webhooks`);
}

interface SplitFiles {
  readonly missing: readonly OutputFile[];
  readonly kept: readonly OutputFile[];
}

function splitFiles(folder: string, files: readonly OutputFile[]): SplitFiles {
  const exists = ({ path }: OutputFile) => existsSync(join(folder, path));
  return { missing: files.filter((file) => !exists(file)), kept: files.filter(exists) };
}

const rules: Readonly<Record<keyof Answers, { readonly pattern: RegExp; readonly rule: string }>> = {
  provider: { pattern: /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/, rule: 'must be lower case letters, digits and hyphens, such as acme' },
  event: {
    pattern: /^[A-Za-z][A-Za-z0-9]*(?:[._-][A-Za-z0-9]+)*$/,
    rule: 'must be words joined by dots, hyphens or underscores, such as order.created',
  },
};

/** What is wrong with an answer; null where it is well. */
export function checkAnswer(name: keyof Answers, answer: string): string | null {
  const { pattern, rule } = rules[name];
  if (isReservedKey(answer) || /^(?:true|false|null)$/i.test(answer)) return 'is a word with a meaning of its own: choose another';
  return answer.length <= 50 && pattern.test(answer) ? null : rule;
}

/** Asks in a terminal; null where the one who sits there changes their mind. */
async function askAnswers(given: Answers): Promise<Answers | null> {
  const { isCancel, text } = await import('@clack/prompts');
  const ask = (name: keyof Answers, message: string) =>
    text({ message, initialValue: given[name], validate: (value) => checkAnswer(name, value ?? '') ?? undefined });
  const provider = await ask('provider', 'Who sends the webhooks?');
  if (isCancel(provider)) return null;
  const event = await ask('event', 'What is the first event?');
  return isCancel(event) ? null : { provider, event };
}
