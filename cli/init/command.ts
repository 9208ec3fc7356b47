import { existsSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isReservedKey } from '../../catalogue/model/names.js';
import { type Manifest, parsePackageJson } from '../docs/package-json.js';
import { exit, UsageError } from '../exit.js';
import { documentNames } from '../find-project.js';
import { printable } from '../printable.js';
import type { Terminal } from '../terminal.js';
import { type Answers, renderProject } from './project.js';

export interface InitFlags {
  readonly provider?: string;
  readonly event?: string;
  readonly yes?: boolean;
}

/** The answers for runs without a terminal, or with --yes. */
const defaults: Answers = { provider: 'acme', event: 'order.created' };

/**
 * Writes a small working document and a project around it; only the document if the folder already has a package.json.
 * Overwrites nothing. Throws a UsageError and writes nothing if the folder already has a document.
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
  const project = readProject(folder);
  const files = renderProject(answers).filter(
    ({ path }) => (project === null || path === 'asyncapi.yaml') && !existsSync(join(folder, path)),
  );
  try {
    await mkdir(folder, { recursive: true });
    for (const { path, contents } of files) await writeFile(join(folder, path), contents, { flag: 'wx' });
  } catch (error) {
    throw new UsageError(`${folder} can't be written: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
  terminal.print(files.map(({ path }) => `${terminal.paint('green', 'wrote')} ${printable(join(folder, path))}`).join('\n'));
  const steps = project === null ? ['npm install', 'npm run generate'] : [...listMissing(project), 'npx hookbook generate'];
  terminal.tell(`next: ${[...(folder === '.' ? [] : [`cd ${printable(folder)}`]), ...steps].join(' && ')}`);
  return exit.fine;
}

function assertNoDocument(folder: string): void {
  const found = documentNames.find((name) => existsSync(join(folder, name)));
  if (found === undefined) return;
  const where = folder === '.' ? 'this folder' : folder;
  throw new UsageError(`${where} already has ${found}: run hookbook generate there, or name a new folder, as in hookbook init webhooks`);
}

/** The manifest of the project in a folder; null if the folder has none, `{}` if it can't be read. */
function readProject(folder: string): Manifest | null {
  const path = join(folder, 'package.json');
  if (!existsSync(path)) return null;
  try {
    return parsePackageJson(readFileSync(path, 'utf8'));
  } catch {
    return {};
  }
}

/** The commands that install the packages that a project lacks. */
function listMissing(project: Manifest): string[] {
  const has = (name: string) => ['dependencies', 'devDependencies'].some((section) => Object.hasOwn(Object(project[section]), name));
  const tools = ['hookbook', '@hookbook/testkit'].filter((name) => !has(name));
  return [
    ...(tools.length === 0 ? [] : [`npm install --save-dev ${tools.join(' ')}`]),
    ...(has('@hookbook/runtime') ? [] : ['npm install @hookbook/runtime']),
  ];
}

const rules: Readonly<Record<keyof Answers, { readonly pattern: RegExp; readonly rule: string }>> = {
  provider: { pattern: /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/, rule: 'must be lower case letters, digits and hyphens, such as acme' },
  event: {
    pattern: /^[A-Za-z][A-Za-z0-9]*(?:[._-][A-Za-z0-9]+)*$/,
    rule: 'must be words joined by dots, hyphens or underscores, such as order.created',
  },
};

/** Returns what is wrong with an answer; null if it is valid. */
export function checkAnswer(name: keyof Answers, answer: string): string | null {
  const { pattern, rule } = rules[name];
  if (isReservedKey(answer) || /^(?:true|false|null)$/i.test(answer)) return 'is a reserved word: choose another';
  return answer.length <= 50 && pattern.test(answer) ? null : rule;
}

/** Asks in a terminal; null if the user cancels. */
async function askAnswers(given: Answers): Promise<Answers | null> {
  const { isCancel, text } = await import('@clack/prompts');
  const ask = (name: keyof Answers, message: string) =>
    text({ message, initialValue: given[name], validate: (value) => checkAnswer(name, value ?? '') ?? undefined });
  const provider = await ask('provider', 'Who sends the webhooks?');
  if (isCancel(provider)) return null;
  const event = await ask('event', 'What is the first event?');
  return isCancel(event) ? null : { provider, event };
}
