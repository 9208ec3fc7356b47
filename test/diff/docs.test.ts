import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Rule, rules } from '../../generators/diff/index.js';

const page = readFileSync(new URL('../../docs/breaking-changes.md', import.meta.url), 'utf8');

test('the table of docs/breaking-changes.md is the rules', () => {
  const [, table] = /<!-- rules: begin -->\n\n([\s\S]*?)\n\n<!-- rules: end -->/.exec(page) ?? [];
  expect(table).toBe(printTable());
});

test('codes are words joined by hyphens, each once', () => {
  const codes = rules.map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
  for (const code of codes) expect(code).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
});

test('every rule says why, for both sides, and what to do instead', () => {
  for (const { reason, remedy } of rules)
    for (const text of [reason.receiver, reason.provider, remedy]) expect(text).toMatch(/^\S[^\n|]*[^\s.]$/);
});

function printTable(): string {
  const rows = rules.map(({ code, category, verdict, reason, remedy }: Rule) => [
    `\`${code}\``,
    category,
    verdict.receiver,
    verdict.provider,
    reason.receiver === reason.provider ? reason.receiver : `Receiver: ${reason.receiver}. Provider: ${reason.provider}`,
    remedy,
  ]);
  const head = ['code', 'category', 'receiver', 'provider', 'reason', 'remedy'];
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
