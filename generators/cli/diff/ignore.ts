import type { Change, Rule } from '../../diff/change.js';
import { UsageError } from '../exit.js';

/** Changes that someone has looked at and accepts. */
export interface Ignore {
  /** `*`: any, of one place. */
  readonly code: string;
  /** A provider's key, an event's, a pointer, or an event's with a pointer behind it; null: wherever it occurs. */
  readonly at: string | null;
  readonly reason: string | null;
}

export interface IgnoredChange {
  readonly change: Change;
  readonly ignore: Ignore;
}

export interface Sifted {
  readonly kept: readonly Change[];
  readonly ignored: readonly IgnoredChange[];
  /** Those that match nothing: what they were for is gone, or they are misspelt. */
  readonly unused: readonly Ignore[];
}

/** `CODE`, `*:acme.order.created`, `CODE:acme`, `CODE:acme.order.created`, `CODE:/data/amount`, `CODE:acme.order.created/data/amount`. */
export function parseIgnore(text: string): Ignore {
  const colon = text.indexOf(':');
  const [code, at] = colon === -1 ? [text, null] : [text.slice(0, colon), text.slice(colon + 1)];
  if (code === '' || at === '') throw new UsageError(`--ignore ${text}: write CODE, CODE:EVENT or CODE:POINTER`);
  return { code, at, reason: null };
}

/** Throws a UsageError for a code that no rule has: it could never match, and would look as if it did. */
export function checkIgnores(ignores: readonly Ignore[], rules: readonly Rule[]): void {
  const codes = rules.map(({ code }) => code);
  if (ignores.some(({ code, at }) => code === '*' && at === null))
    throw new UsageError('to ignore * is to ignore all: name an event behind it, *:EVENT');
  const odd = ignores.find(({ code }) => code !== '*' && !codes.includes(code));
  if (odd === undefined) return;
  const words = new Set(odd.code.split('-'));
  const alike = codes.filter((code) => code.split('-').some((word) => words.has(word))).slice(0, 5);
  throw new UsageError(
    `there is no change with the code ${JSON.stringify(odd.code)}${alike.length > 0 ? `; there are ${alike.join(', ')}` : ''} (docs/breaking-changes.md lists them)`,
  );
}

/** Takes out what is ignored; each change goes to the first that matches it. */
export function siftChanges(changes: readonly Change[], ignores: readonly Ignore[]): Sifted {
  const used = new Set<Ignore>();
  const kept: Change[] = [];
  const ignored: IgnoredChange[] = [];
  for (const change of changes) {
    const matching = ignores.filter((ignore) => matches(ignore, change));
    for (const ignore of matching) used.add(ignore);
    const [first] = matching;
    if (first) ignored.push({ change, ignore: first });
    else kept.push(change);
  }
  return { kept, ignored, unused: ignores.filter((ignore) => !used.has(ignore)) };
}

function matches({ code, at }: Ignore, change: Change): boolean {
  if (code !== '*' && code !== change.code) return false;
  const { provider, event, pointer } = change;
  return at === null || [provider, event, pointer, `${event ?? provider}${pointer}`].includes(at);
}

/** As one would type it. */
export const nameIgnore = ({ code, at }: Ignore): string => (at === null ? code : `${code}:${at}`);
