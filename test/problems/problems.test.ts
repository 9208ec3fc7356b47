import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../catalogue/catalogue.js';
import { codes } from '../../catalogue/model/codes.js';
import { renderProblem } from '../../cli/diagnostics.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const before = process.cwd();
beforeAll(() => process.chdir(here));
afterAll(() => process.chdir(before));

const plain = (_: unknown, text: string) => text;

describe('each problem, as its reader sees it', () => {
  it.each(Object.keys(codes))('%s', async (code) => {
    const { problems, catalogue } = await loadCatalogue(`${code}.yaml`);
    const printed = problems.map((problem) => renderProblem(problem, plain)).join('\n\n');
    await expect(`${printed}\n`).toMatchFileSnapshot(`${code}.txt`);
    expect(problems.map((problem) => problem.code)).toContain(code);
    expect(catalogue === null).toBe(problems.some(({ severity }) => severity === 'error'));
  });

  it('has a document and a section in the docs for every code, and for nothing else', () => {
    const named = Object.keys(codes).sort();
    const documents = readdirSync(here).filter((name) => name.endsWith('.yaml'));
    expect(documents.map((name) => name.replace('.yaml', '')).sort()).toEqual(named.filter((code) => code !== 'unreadable'));
    const sections = readFileSync(new URL('../../docs/problems.md', import.meta.url), 'utf8').matchAll(/^### `([a-z-]+)`/gm);
    expect([...sections].map(([, code]) => code).sort()).toEqual(named);
  });

  it('explains every code in what it says: a place, a fix, one line each', async () => {
    for (const code of Object.keys(codes)) {
      for (const problem of (await loadCatalogue(`${code}.yaml`)).problems) {
        expect(problem).toMatchObject({ line: expect.any(Number), column: expect.any(Number), fix: expect.stringMatching(/^\S[^\n]*$/), message: expect.stringMatching(/^\S[^\n]*$/) });
      }
    }
  });
});
