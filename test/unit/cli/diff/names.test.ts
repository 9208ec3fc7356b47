import { describe, expect, test } from 'vitest';
import { parseRevision } from '../../../../cli/diff/git-version.js';
import { parsePackage } from '../../../../cli/diff/package-version.js';

describe('the name of a revision', () => {
  test.each([
    { given: 'main', want: { revision: 'main', path: null } },
    { given: 'main:asyncapi.yaml', want: { revision: 'main', path: 'asyncapi.yaml' } },
    { given: 'HEAD~1:./a:b.yaml', want: { revision: 'HEAD~1', path: './a:b.yaml' } },
    { given: 'HEAD^{/fix: it}:a.yaml', want: { revision: 'HEAD^{/fix: it}', path: 'a.yaml' } },
    { given: 'main@{2026-01-01 10:00}', want: { revision: 'main@{2026-01-01 10:00}', path: null } },
    { given: ':a.yaml', want: { revision: '', path: 'a.yaml' } },
    { given: 'main:', want: { revision: 'main', path: '' } },
  ])('$given', ({ given, want }) => {
    expect(parseRevision(given)).toEqual(want);
  });
});

describe('the name of a package', () => {
  test.each([
    { given: '@acme/events', want: { name: '@acme/events', range: null, forced: false } },
    { given: 'events@1.2.3', want: { name: 'events', range: '1.2.3', forced: false } },
    { given: 'npm:events', want: { name: 'events', range: null, forced: true } },
    { given: '@acme/events@^1.2 || 2', want: { name: '@acme/events', range: '^1.2 || 2', forced: false } },
    { given: 'events@next', want: { name: 'events', range: 'next', forced: false } },
  ])('$given', ({ given, want }) => {
    expect(parsePackage(given)).toEqual(want);
  });

  // Nothing but the registry, whatever npm itself would fetch.
  test.each([
    '',
    '.',
    '../events',
    './a.tgz',
    '/etc/passwd',
    'https://a.example/x.tgz',
    'git+ssh://a.example/x',
    'acme/events',
    'events@https://a.example/x.tgz',
    'events@file:../x',
    'events@npm:other@1',
    'events@github:a/b',
    '--registry=https://a.example',
    'npm:--help',
    'events@1\nnext',
    '@acme/../x',
    '@acme/events/catalogue.json',
    'a'.repeat(215),
  ])('%j is none', (given) => {
    expect(parsePackage(given)).toBeNull();
  });
});
