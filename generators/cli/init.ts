import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isReservedKey } from '../catalogue/names.js';
import { exit, UsageError } from './exit.js';
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

/** Writes a small working document and what goes with it. Throws a UsageError, and writes nothing, where any of its files is there. */
export async function init(folder: string, flags: InitFlags, terminal: Terminal): Promise<number> {
  for (const name of ['provider', 'event'] as const) {
    const fault = flags[name] === undefined ? null : checkAnswer(name, flags[name]);
    if (fault !== null) throw new UsageError(`--${name} ${fault}`);
  }
  assertRoom(folder, renderProject(defaults));
  const given: Answers = { provider: flags.provider ?? defaults.provider, event: flags.event ?? defaults.event };
  const answers = terminal.interactive && !flags.yes ? await askAnswers(given) : given;
  if (answers === null) {
    terminal.tell('nothing was written');
    return exit.fine;
  }
  const files = renderProject(answers);
  try {
    await mkdir(folder, { recursive: true });
    for (const { path, contents } of files) await writeFile(join(folder, path), contents, { flag: 'wx' });
  } catch (error) {
    throw new UsageError(`${folder} can't be written: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
  terminal.print(files.map(({ path }) => `${terminal.paint('green', 'wrote')} ${printable(join(folder, path))}`).join('\n'));
  terminal.tell(`next:${folder === '.' ? '' : ` cd ${printable(folder)} &&`} npm install && npm run generate`);
  return exit.fine;
}

function assertRoom(folder: string, files: ReturnType<typeof renderProject>): void {
  const taken = files.map(({ path }) => path).filter((path) => existsSync(join(folder, path)));
  if (taken.length === 0) return;
  const where = folder === '.' ? 'this folder has' : `${folder} has`;
  throw new UsageError(`${where} ${taken.join(', ')}, and init overwrites nothing: name a new folder, as in hookbook init webhooks`);
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
