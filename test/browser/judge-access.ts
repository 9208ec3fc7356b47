import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What keeps people from using the page as it stands now: axe's serious and critical findings, one a line. */
export async function judgeAccess(page: Page, options: RunOptions = {}): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe);
  const violations = await page.evaluate(
    async (given) => {
      const { axe } = globalThis as unknown as { axe: { run(node: Document, options: unknown): Promise<AxeResults> } };
      return (await axe.run(document, given)).violations;
    },
    { resultTypes: ['violations'], ...options } as const,
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')} ${summary(node)}`));
}

const summary = ({ any, all, none, html }: AxeResults['violations'][number]['nodes'][number]) =>
  `(${[...any, ...all, ...none].map(({ message }) => message).join('; ')}) ${html.slice(0, 160)}`;
