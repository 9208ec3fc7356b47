import { describe, expect, it, test } from 'vitest';
import { rules } from '../../../../diff/index.js';
import { minorCodes } from '../../../../diff/report/required-bump.js';
import { checkVersion, scaleBump } from '../../../../diff/report/semver.js';

describe('the version that changes ask for', () => {
  test.each([
    { bump: 'major', older: '1.4.2', want: 'major' },
    { bump: 'major', older: '0.4.2', want: 'minor' },
    { bump: 'minor', older: '0.4.2', want: 'patch' },
    { bump: 'major', older: '0.0.3', want: 'patch' },
    { bump: 'none', older: '0.4.2', want: 'none' },
    { bump: 'minor', older: '2024-10', want: 'minor' },
  ] as const)('$bump after $older is $want', ({ bump, older, want }) => {
    expect(scaleBump(bump, older)).toBe(want);
  });

  test.each([
    { older: '1.4.2', newer: '2.0.0', bump: 'major', needed: '2.0.0', enough: true },
    { older: '1.4.2', newer: '3.1.0', bump: 'major', needed: '2.0.0', enough: true },
    { older: '1.4.2', newer: '1.5.0', bump: 'major', needed: '2.0.0', enough: false },
    { older: '1.4.2', newer: '1.4.3', bump: 'minor', needed: '1.5.0', enough: false },
    { older: '1.4.2', newer: '1.5.0', bump: 'minor', needed: '1.5.0', enough: true },
    { older: '1.4.2', newer: '1.4.2', bump: 'patch', needed: '1.4.3', enough: false },
    { older: '1.4.2', newer: '1.4.10', bump: 'patch', needed: '1.4.3', enough: true },
    { older: '1.4.2', newer: '1.4.2', bump: 'none', needed: null, enough: true },
    { older: '1.4.2', newer: '1.4.1', bump: 'none', needed: null, enough: false },
    { older: '1.4.2', newer: '1.3.9', bump: 'patch', needed: '1.4.3', enough: false },
    { older: '1.4.2', newer: '2.0.0-beta.1', bump: 'major', needed: '2.0.0', enough: true },
    { older: '2.0.0-beta.2', newer: '2.0.0-beta.10', bump: 'major', needed: null, enough: true },
    { older: '2.0.0-beta.2', newer: '2.0.0', bump: 'major', needed: null, enough: true },
    { older: '2.0.0-beta.2', newer: '2.0.0-beta.2', bump: 'patch', needed: null, enough: false },
    { older: '2.0.0-beta', newer: '2.0.0-1', bump: 'patch', needed: null, enough: false },
    { older: 'v1.0.0', newer: '1.0.0+build.5', bump: 'none', needed: null, enough: true },
    { older: '2024-10', newer: '2.0.0', bump: 'major', needed: null, enough: false },
    { older: '1.0.0', newer: '2', bump: 'major', needed: null, enough: false },
    { older: '1.0.0', newer: '01.0.0', bump: 'none', needed: null, enough: false },
    { older: '0.4.2', newer: '0.5.0', bump: 'minor', needed: '0.5.0', enough: true },
  ] as const)('$bump from $older to $newer', ({ older, newer, bump, needed, enough }) => {
    const verdict = checkVersion(older, newer, bump);
    expect({ needed: verdict.needed, enough: verdict.enough }).toEqual({ needed, enough });
    expect(verdict.fault === null).toBe(enough);
  });

  it('goes by codes that there are', () => {
    const codes = new Set(rules.map(({ code }) => code));
    expect([...minorCodes].filter((code) => !codes.has(code))).toEqual([]);
  });

  it('says which version would do', () => {
    expect(checkVersion('1.4.2', '1.5.0', 'major').fault).toBe('info.version is 1.5.0 and must be 2.0.0 or later');
    expect(checkVersion('1.4.2', 'next', 'major').fault).toBe('info.version "next" is no semantic version (major.minor.patch)');
  });
});
