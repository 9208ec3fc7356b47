import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Rule, rules } from '../../diff/index.js';

const page = readFileSync(new URL('../../docs/breaking-changes.md', import.meta.url), 'utf8');

test('the tables of docs/breaking-changes.md are the rules', () => {
  const [, tables] = /<!-- rules: begin -->\n\n([\s\S]*?)\n\n<!-- rules: end -->/.exec(page) ?? [];
  const categories = [...new Set(rules.map(({ category }) => category))];
  expect(tables).toBe(categories.map((category) => `### ${category}\n\n${printTable(category)}`).join('\n\n'));
});

test('codes are words joined by hyphens, each once', () => {
  const codes = rules.map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
  for (const code of codes) expect(code).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
});

test('every rule says why, for both sides, and what to do instead', () => {
  for (const { receiver, provider, remedy } of rules)
    for (const text of [receiver.reason, provider.reason, remedy]) expect(text).toMatch(/^\S[^\n|]*[^\s.]$/);
});

function printTable(category: Rule['category']): string {
  const rows = rules
    .filter((rule) => rule.category === category)
    .map((rule) => [`\`${rule.code}\``, rule.receiver.verdict, rule.provider.verdict, `${tellReason(rule)}. *${rule.remedy}*`]);
  const head = ['code', 'receiver', 'provider', 'why, and *what to do*'];
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

const tellReason = ({ receiver, provider }: Rule) =>
  receiver.reason === provider.reason ? receiver.reason : `Receiver: ${receiver.reason}. Provider: ${provider.reason}`;
