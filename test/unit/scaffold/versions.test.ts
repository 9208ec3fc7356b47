import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { frameworks } from '../../../cli/scaffold/frameworks.js';
import { scaffoldVersions } from '../../../cli/scaffold/package-json.js';

const { devDependencies } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
  readonly devDependencies: Readonly<Record<string, string>>;
};

describe('the versions of scaffolded apps', () => {
  it('are those that the tests run with, where they install the package', () => {
    const tested = Object.keys(scaffoldVersions).filter((name) => name in devDependencies);
    expect(tested.length).toBeGreaterThan(5);
    for (const name of tested) expect([name, scaffoldVersions[name]]).toEqual([name, `^${devDependencies[name]}`]);
  });

  it('are known for every package that a framework needs, and for no other', () => {
    const needed = Object.values(frameworks).flatMap((framework) => [...framework.dependencies, ...framework.devDependencies]);
    expect(Object.keys(scaffoldVersions)).toEqual([...new Set(needed)].sort());
  });
});
