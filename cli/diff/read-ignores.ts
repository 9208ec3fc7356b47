import type { Rule } from '../../diff/change.js';
import type { Ignore } from '../../diff/report/ignore.js';
import { UsageError } from '../exit.js';

/** `CODE`, `CODE:acme`, `*:acme.order.created`, `CODE:/data/amount`, `CODE:acme.order.created/data/amount` … */
export function parseIgnore(text: string): Ignore {
  const colon = text.indexOf(':');
  const [code, at] = colon === -1 ? [text, null] : [text.slice(0, colon), text.slice(colon + 1)];
  if (code === '' || at === '') throw new UsageError(`--ignore ${text}: write CODE, CODE:EVENT or CODE:POINTER`);
  return { code, at, reason: null };
}

/** Throws a UsageError for a code that no rule has: such an ignore would never match. */
export function checkIgnores(ignores: readonly Ignore[], rules: readonly Rule[]): void {
  const codes = rules.map(({ code }) => code);
  if (ignores.some(({ code, at }) => code === '*' && at === null))
    throw new UsageError('`*` alone would ignore all changes: add an event, *:EVENT');
  const odd = ignores.find(({ code }) => code !== '*' && !codes.includes(code));
  if (odd === undefined) return;
  const words = new Set(odd.code.split('-'));
  const alike = codes.filter((code) => code.split('-').some((word) => words.has(word))).slice(0, 5);
  throw new UsageError(
    `there is no change with the code ${JSON.stringify(odd.code)}${alike.length > 0 ? `; there are ${alike.join(', ')}` : ''} (docs/breaking-changes.md lists them)`,
  );
}
