import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readBlocks } from '../../system/guide.js';

const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
/** What a visitor sees before scrolling: up to the first section. */
const firstScreen = readme.slice(0, readme.indexOf('\n## '));

describe('the first screen of the README', () => {
  it('fits on a screen', () => {
    expect(firstScreen.split('\n').length).toBeLessThan(25);
  });

  it.each([
    { want: 'publish', install: 'npx hookbook init', guide: 'docs/start-publishing.md' },
    { want: 'receive', install: 'npm install @hookbook/runtime @hookbook/events', guide: 'docs/start-receiving.md' },
    { want: 'test', install: 'npm install --save-dev @hookbook/events @hookbook/testkit vitest', guide: 'docs/start-testing.md' },
  ])('says how to install it to $want, as the guide does', ({ want, install, guide }) => {
    const row = firstScreen.split('\n').find((line) => line.startsWith(`| **${want}**`)) ?? '';
    expect(row).toContain(`\`${install}\``);
    expect(row).toContain(`](${guide})`);
    const commands = readBlocks(guide).flatMap(({ language, text }) => (language === 'sh' ? text.split('\n') : []));
    expect(commands.some((command) => command.startsWith(install))).toBe(true);
  });

  it('comes before anything that only contributors need', () => {
    for (const command of ['npm ci', 'npm test', 'npm run ', 'SCARF']) expect(firstScreen).not.toContain(command);
    for (const command of ['npm ci && npm run generate', 'npm ci && npm test']) expect(readme).toContain(command);
  });
});
