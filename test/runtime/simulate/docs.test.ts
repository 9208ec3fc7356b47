import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { scenarioNames, scenarios } from '../../../testkit/src/simulate.js';

const page = readFileSync(new URL('../../../docs/simulator.md', import.meta.url), 'utf8');

test('the table of docs/simulator.md is the scenarios', () => {
  const [, table] = /<!-- scenarios: begin -->\n\n([\s\S]*?)\n\n<!-- scenarios: end -->/.exec(page) ?? [];
  const rows = scenarioNames.map((name) => [`\`${name}\``, scenarios[name].shows, scenarios[name].why]);
  const head = ['scenario', 'what is played', 'why it matters'];
  expect(table).toBe([head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n'));
});
