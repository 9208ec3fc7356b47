import { describe, expect, test } from 'vitest';
import { readRepository } from '../../../../cli/docs/repository.js';

const home = 'https://github.com/acme/web.hooks/blob/HEAD/';

describe("a package.json's repository", () => {
  test.each([
    { name: 'the short form', given: 'acme/web.hooks', want: home },
    { name: 'the short form with its host', given: 'github:acme/web.hooks', want: home },
    { name: 'as npm writes it', given: { type: 'git', url: 'git+https://github.com/acme/web.hooks.git' }, want: home },
    { name: 'a page', given: 'https://github.com/acme/web.hooks/', want: home },
    { name: 'SSH', given: 'git+ssh://git@github.com/acme/web.hooks.git', want: home },
    { name: "Git's own SSH", given: 'git@github.com:acme/web.hooks.git', want: home },
    { name: 'a folder of it', given: { url: 'acme/web.hooks', directory: './packages/a b/' }, want: `${home}packages/a%20b/` },
    { name: 'another host', given: 'https://gitlab.com/acme/web.hooks', want: null },
    { name: 'a host that looks like it', given: 'https://github.com.evil.example/acme/web.hooks', want: null },
    { name: 'another kind of address', given: 'javascript:alert(1)', want: null },
    { name: 'another host, short', given: 'gitlab:acme/web.hooks', want: null },
    { name: 'nothing', given: undefined, want: null },
    { name: 'no text', given: { url: 1 }, want: null },
  ])('$name', ({ given, want }) => {
    expect(readRepository(given)).toBe(want);
  });
});
