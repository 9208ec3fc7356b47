import type { Command } from 'commander';
import { type Edit, EditError, parseSet, parseUnset } from '../../requests/edits.js';
import { describeInvalidHeader } from '../../requests/header.js';
import { UsageError } from '../exit.js';
import { parseSpan } from '../parse-span.js';

/** The checked options of `send`. Checks that need the document come later. */
export interface SendRequest {
  readonly event: string;
  /** null: the URL of `listen` and scaffolded apps. */
  readonly to: string | null;
  /** `-`: the first line of standard input. null: from the environment. */
  readonly secret: string | null;
  readonly example: string | null;
  /** A file or `-`. null: an example of the document. */
  readonly payload: string | null;
  readonly edits: readonly Edit[];
  readonly headers: Readonly<Record<string, string>>;
  /** Whether to renew id and time. null: in examples but not in files. */
  readonly fresh: boolean | null;
  /** null: once, or as often as the scenario needs. */
  readonly times: number | null;
  readonly duplicate: boolean;
  readonly force: boolean;
  /** null: the provider's timeout. */
  readonly timeoutMs: number | null;
  readonly mode: 'send' | 'dry-run' | 'curl';
  readonly scenario: string | null;
  readonly previousSecret: string | null;
}

interface SendFlags {
  readonly to?: string;
  readonly secret?: string;
  readonly example?: string;
  readonly payload?: string;
  readonly fresh?: boolean;
  readonly times?: string;
  readonly duplicate?: boolean;
  readonly force?: boolean;
  readonly timeout?: string;
  readonly dryRun?: boolean;
  readonly curl?: boolean;
  readonly scenario?: string;
  readonly previousSecret?: string;
}

/**
 * Adds the options of `send` to a command. The returned function reads them; it throws a UsageError for invalid ones.
 */
export function addSendOptions(command: Command): () => SendRequest {
  const edits: (() => Edit)[] = []; // in the order typed: --set and --unset are one list
  const headers: string[] = [];
  command
    .argument('<event>', 'an event such as ecwid.order.created (see hookbook list); with --scenario also a provider, for all its events')
    .option('--to <url>', "the receiver's URL (default: that of hookbook listen)")
    .option('--secret <secret>', 'the signing secret; - reads it from standard input (default: from the environment)')
    .option('--example <name>', "one of the event's examples by its name or number (default: the first)")
    .option('--payload <file>', 'send this payload instead; - reads standard input')
    .option('--set <pointer=value>', 'set a field: /data/amount=1, JSON or text; repeatable', (text) => edits.push(() => parseSet(text)))
    .option('--unset <pointer>', 'remove a field; repeatable', (text) => edits.push(() => parseUnset(text)))
    .option('--header <name=value>', 'add or replace a header; repeatable', (text) => headers.push(text))
    .option('--fresh', 'renew id and time, also in --payload')
    .option('--no-fresh', 'keep id and time')
    .option('--times <n>', 'how many times to send it, each with its own id')
    .option('--duplicate', 'with --times: send the same request each time')
    .option('--force', 'send it even if it is invalid')
    .option('--timeout <span>', 'how long to wait for an answer, such as 10s (default: as long as the provider)')
    .option('--dry-run', 'print the request and send nothing')
    .option('--curl', 'print only a curl command and send nothing')
    .option('--scenario <name>', 'run a scenario and report what the receiver got wrong: see below')
    .option('--previous-secret <secret>', 'with --scenario rotated-secret: the other secret that the receiver accepts');
  return () => readRequest(command.args[0] ?? '', command.opts<SendFlags>(), edits, headers);
}

function readRequest(event: string, flags: SendFlags, edits: readonly (() => Edit)[], headers: readonly string[]): SendRequest {
  if (flags.secret === '-' && flags.payload === '-') throw new UsageError('--secret - and --payload - cannot both read standard input');
  if (flags.example !== undefined && flags.payload !== undefined) throw new UsageError('--example and --payload cannot be combined');
  if (flags.secret === '') throw new UsageError('--secret is empty: is its variable set?');
  return {
    event,
    to: flags.to === undefined ? null : checkAddress(flags.to),
    secret: flags.secret ?? null,
    example: flags.example ?? null,
    payload: flags.payload ?? null,
    edits: edits.map(readEdit),
    headers: Object.fromEntries(headers.map(readHeader)),
    fresh: flags.fresh ?? null,
    times: flags.times === undefined ? null : checkTimes(flags.times),
    duplicate: flags.duplicate ?? false,
    force: flags.force ?? false,
    timeoutMs: flags.timeout === undefined ? null : checkTimeout(flags.timeout),
    mode: flags.curl ? 'curl' : flags.dryRun ? 'dry-run' : 'send',
    scenario: flags.scenario ?? null,
    previousSecret: flags.previousSecret ?? null,
  };
}

function readEdit(read: () => Edit): Edit {
  try {
    return read();
  } catch (error) {
    if (error instanceof EditError) throw new UsageError(error.message);
    throw error;
  }
}

function checkAddress(text: string): string {
  const address = URL.canParse(text) ? new URL(text) : null;
  if (address === null || !/^https?:$/.test(address.protocol))
    throw new UsageError(`--to ${JSON.stringify(text)} is not a URL: it must begin with http:// or https://`);
  if (address.username !== '' || address.password !== '')
    throw new UsageError('--to contains a user name or password, which would be printed: use --header authorization=… instead');
  return address.href;
}

function readHeader(text: string): [string, string] {
  const at = text.indexOf('=');
  const name = text.slice(0, Math.max(at, 0));
  if (at <= 0) throw new UsageError('--header must be name=value, such as --header x-request-id=1');
  const value = text.slice(at + 1);
  const fault = describeInvalidHeader(name, value);
  if (fault !== null) throw new UsageError(`--header ${JSON.stringify(name)} ${fault}`);
  return [name.toLowerCase(), value];
}

function checkTimes(text: string): number {
  if (!/^[1-9][0-9]{0,3}$/.test(text)) throw new UsageError('--times must be a number from 1 to 9999');
  return Number(text);
}

function checkTimeout(text: string): number {
  const timeoutMs = parseSpan(text, '--timeout');
  if (timeoutMs === 0 || timeoutMs > 86_400_000) throw new UsageError('--timeout must be more than 0 and at most 1 day');
  return timeoutMs;
}
