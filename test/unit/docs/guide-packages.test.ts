import { describe, expect, it } from 'vitest';
import { followedGuides } from '../../system/followed-guides.js';
import { namedFile, readBlocks } from '../../system/guide.js';

/** What `hookbook init` lists in package.json. */
const ofNewProject = ['hookbook', '@hookbook/runtime'];

describe('a guide installs our packages that its files import', () => {
  it.each(Object.keys(followedGuides))('%s', (guide) => {
    const blocks = readBlocks(guide);
    const commands = blocks.flatMap(({ language, text }) => (language === 'sh' ? text.split('\n') : []));
    const named = commands.flatMap((command) => (command.startsWith('npm install ') ? command.split(/\s+/).slice(2) : []));
    const installed = [...named, ...(commands.some((command) => command.startsWith('npx hookbook init')) ? ofNewProject : [])];
    const code = blocks.filter(({ language, text }) => ['js', 'ts'].includes(language) && namedFile(text) !== null);
    const imports = code.flatMap(({ text }) => [...text.matchAll(/from '((?:@hookbook\/)?[\w-]+)/g)].map(([, name = '']) => name));
    const ours = imports.filter((name) => /^(?:@hookbook\/|hookbook$)/.test(name));
    expect([...new Set(ours)].filter((name) => !installed.includes(name))).toEqual([]);
  });
});
