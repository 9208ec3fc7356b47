import { expect, test } from 'vitest';
import { readBlocks } from '../../../catalogue/compile/blocks.js';

test('each paragraph of a file is a declaration, printed without comments, imports and export', () => {
  const source = `// What it is for.
import { b } from './b.js';

/** Doubles. */
export const a = (n) => 2 * n;

function c() {
  // why
  return a(b);
}
`;
  expect(readBlocks('a.js', source)).toEqual([
    { name: 'a', text: 'const a = (n) => 2 * n;' },
    { name: 'c', text: 'function c() {\n  return a(b);\n}' },
  ]);
});

test.each([
  ['a comment of several lines', '/**\n * Doubles.\n */\nexport const a = (n) => 2 * n;\n'],
  ['a statement', 'run();\n'],
  ['the rest of a declaration with a blank line in it', 'function a() {\n  run();\n\n  return 1;\n}\n'],
])('%s is refused rather than left out', (_, source) => {
  expect(() => readBlocks('a.js', source)).toThrow('templates/validators/a.js: not a declaration');
});
