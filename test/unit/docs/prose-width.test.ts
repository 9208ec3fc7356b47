import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const repository = fileURLToPath(new URL('../../../', import.meta.url));
const maxWidth = 120;

const packages = ['.', 'runtime', 'testkit', 'generated'].map((folder) => join(folder, 'README.md'));
const pages = ['docs', 'examples'].flatMap((folder) =>
  readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md') && !/(?:^|[\\/])(?:node_modules|\.vitepress)[\\/]/.test(name))
    .map((name) => join(folder, name)),
);

/** A page's lines of prose. Code, tables and headings can't be wrapped, and neither can a link's target: the last one doesn't count. */
function wrappedLines(markdown: string): string[] {
  return markdown
    .replace(/^ *(`{3,})[\s\S]*?^ *\1$/gm, '')
    .split('\n')
    .filter((line) => !/^(?:\||#)/.test(line))
    .map((line) => line.replace(/\]\([^)\s]*\)(?!.*\]\()/, ']'));
}

it.each([...packages, 'CONTRIBUTING.md', 'CHANGELOG.md', ...pages])('%s wraps its prose at 120 characters', (file) => {
  const lines = wrappedLines(readFileSync(join(repository, file), 'utf8'));
  expect(lines.filter((line) => line.length > maxWidth)).toEqual([]);
});
