import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { refusals } from '../../runtime/src/refusal.js';

test("the README's table of reasons is the runtime's", () => {
  const readme = readFileSync(new URL('../../runtime/README.md', import.meta.url), 'utf8');
  const rows = [...readme.matchAll(/^\| (\d{3}) +\| (.*) \|$/gm)];
  const told = rows.flatMap(([, status, reasons = '']) => [...reasons.matchAll(/`([a-z-]+)`/g)].map(([, reason]) => `${reason} ${status}`));
  expect(told.sort()).toEqual(
    Object.entries(refusals)
      .map(([reason, { status }]) => `${reason} ${status}`)
      .sort(),
  );
});
