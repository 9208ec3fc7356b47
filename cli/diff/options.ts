import { extname } from 'node:path';
import type { Side, Verdict } from '../../diff/change.js';
import type { Ignore } from '../../diff/report/ignore.js';
import { UsageError } from '../exit.js';
import type { Settings } from '../settings.js';
import { parseIgnore } from './read-ignores.js';

/** The options of `diff`, as given. */
export interface DiffFlags {
  readonly for?: string;
  readonly format?: string;
  readonly write?: readonly string[];
  readonly ignore?: readonly string[];
  readonly expectVersion?: boolean;
  readonly failOn?: string;
  readonly today?: string;
}

export type Format = 'text' | 'markdown' | 'json';

/** The options of `diff`, checked. */
export interface Options {
  readonly side: Side;
  readonly format: Format;
  readonly write: readonly { readonly file: string; readonly format: Format }[];
  readonly ignores: readonly Ignore[];
  readonly expectsVersion: boolean;
  /** null: no verdict fails. */
  readonly failOn: Verdict | null;
  readonly today: string;
}

/** Throws a UsageError for an invalid option. */
export function readOptions(flags: DiffFlags, { json, ignores }: Settings): Options {
  const format = flags.format === undefined ? null : pick('--format', flags.format, ['text', 'markdown', 'json']);
  if (json && format !== null && format !== 'json')
    throw new UsageError(`--json and --format ${format} are two formats: remove one of them`);
  const expectsVersion = flags.expectVersion ?? false;
  // With --expect-version the version is the gate: a new major version may have breaking changes.
  const failOn = pick('--fail-on', flags.failOn ?? (expectsVersion ? 'never' : 'breaking'), ['breaking', 'risky', 'safe', 'never']);
  return {
    side: pick('--for', flags.for ?? 'receiver', ['receiver', 'provider']),
    format: json ? 'json' : (format ?? 'text'),
    write: (flags.write ?? []).map((file) => ({ file, format: formatOf(file) })),
    ignores: [...(flags.ignore ?? []).map(parseIgnore), ...ignores],
    expectsVersion,
    failOn: failOn === 'never' ? null : failOn,
    today: flags.today === undefined ? new Date().toISOString().slice(0, 10) : checkDay(flags.today),
  };
}

function pick<Word extends string>(option: string, given: string, words: readonly Word[]): Word {
  const word = words.find((each) => each === given);
  if (word === undefined) throw new UsageError(`${option} ${given}: use one of ${words.join(', ')}`);
  return word;
}

function formatOf(file: string): Format {
  if (file === '' || file.includes('\0')) throw new UsageError('--write must name a file');
  const formats: Readonly<Record<string, Format>> = { '.json': 'json', '.md': 'markdown', '.txt': 'text' };
  const format = formats[extname(file)];
  if (format === undefined) throw new UsageError(`--write ${file}: the name must end in .json, .md or .txt, which selects the format`);
  return format;
}

function checkDay(text: string): string {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : null;
  if (day === null || Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== text)
    throw new UsageError(`--today ${text}: write a date such as 2027-06-30`);
  return text;
}
