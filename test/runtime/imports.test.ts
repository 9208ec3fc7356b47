import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const source = new URL('../../runtime/src/', import.meta.url);
/** What may import Node's built-ins: an adapter, and the half of `#hmac` that Node takes. */
const ofNode = ['hmac.node.ts', 'node.ts', ...readdirSync(source).filter((file) => file.startsWith('sqlite'))];

test.each(readdirSync(source).map((file) => ({ file })))('$file imports the runtime alone', ({ file }) => {
  const text = readFileSync(new URL(file, source), 'utf8');
  const imports = [...text.matchAll(/^(?:import|export) .*?from '([^']+)';$/gms)].map(([, specifier = '']) => specifier);
  const foreign = imports.filter((specifier) => !specifier.startsWith('./') && specifier !== '#hmac');
  expect(foreign.filter((specifier) => !(ofNode.includes(file) && specifier.startsWith('node:')))).toEqual([]);
  if (!ofNode.includes(file)) expect(text).not.toMatch(/\b(?:process|Buffer|require)\b[.(]/);
});

test('the core stands on nothing of node.ts', () => {
  for (const file of readdirSync(source)) {
    if (!ofNode.includes(file))
      expect(readFileSync(new URL(file, source), 'utf8')).not.toMatch(/from '\.\/(?:(?:hmac\.)?node|sqlite[\w-]*)\.js'/);
  }
});
