import { describe, expect, test } from 'vitest';
import { parseManifest, renderManifest } from '../../../generators/output/manifest.js';
import { assertPaths, isSafePath } from '../../../generators/output/paths.js';

describe('isSafePath', () => {
  test.each([
    { given: 'types/strict/ecwid.d.ts', want: true },
    { given: 'a_b-c@1+2.json', want: true },
    ...[
      '',
      '/etc/passwd',
      '../a',
      'a/../b',
      './a',
      'a//b',
      'a/',
      'C:/a',
      'a\\b',
      'a\0b',
      'ü.md',
      'a b',
      '.npmrc',
      'a/.git/config',
      'a.',
      'con',
      'x/NUL.js',
      'lpt1.txt',
    ].map((given) => ({ given, want: false })),
  ])('$given: $want', ({ given, want }) => {
    expect(isSafePath(given)).toBe(want);
  });
});

describe('assertPaths', () => {
  test.each([
    { name: 'an unsafe path', given: ['../a.js'], want: /unsafe path/ },
    { name: 'the same path twice', given: ['a.js', 'a.js'], want: /share a path/ },
    { name: 'paths that differ by letter case', given: ['types/A.js', 'Types/a.js'], want: /share a path/ },
    { name: "a file that is another's folder", given: ['a.js/b.js', 'A.js'], want: /folder of another/ },
  ])('refuses $name', ({ given, want }) => {
    expect(() => assertPaths(given.map((path) => ({ path, contents: '' })))).toThrow(want);
  });
});

describe('the manifest', () => {
  test('lists the files sorted, itself among them, and reads back', () => {
    const { contents } = renderManifest([
      { path: 'types/b.js', contents: '' },
      { path: 'a.md', contents: '' },
    ]);
    expect(parseManifest(contents)).toEqual(['a.md', 'manifest.json', 'types/b.js']);
  });

  test.each([
    { name: 'paths that lead out are dropped', given: '{"files":["../a","/b","c.js",7]}', want: ['c.js'] },
    { name: 'an empty file lists nothing', given: '', want: [] },
    { name: "another program's manifest is not ours", given: '{"name":"app"}', want: null },
    { name: 'nor is a broken one', given: '{"name":', want: null },
    {
      name: 'both sides of a conflict count',
      given: '{"files": [\n<<<<<<< a\n"a.js",\n=======\n"b.js",\n>>>>>>> b\n"c.js"]}',
      want: ['a.js', 'b.js'],
    },
  ])('$name', ({ given, want }) => {
    expect(parseManifest(given)).toEqual(want);
  });
});
