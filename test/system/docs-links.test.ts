import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { createMarkdownRenderer, type MarkdownRenderer } from 'vitepress';
import { beforeAll, describe, expect, it } from 'vitest';
import { codes } from '../../catalogue/model/codes.js';
import { repository } from './hookbook.js';

const guides = readdirSync(join(repository, 'docs'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.md') && !/^(?:reference|\.vitepress)[\\/]/.test(name))
  .map((name) => `docs/${name.replaceAll('\\', '/')}`);
/** Pages that are there for the site alone: their links are its addresses, which the build of the site checks. */
const siteOnly = ['docs/index.md', 'docs/check.md'];
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'runtime/README.md',
  'generated/README.md',
  ...guides.filter((file) => !siteOnly.includes(file)),
];
const read = (file: string) => readFileSync(join(repository, file), 'utf8');

interface Link {
  readonly from: string;
  readonly path: string;
  readonly anchor: string;
}

/** The links to files and anchors of ours, in prose. */
function linksOf(from: string): Link[] {
  const prose = read(from)
    .replace(/^ *(`{3,})[\s\S]*?^ *\1$/gm, '')
    .replace(/`[^`\n]*`/g, '');
  return [...prose.matchAll(/\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]+))?\)/g)].map(([, path = '', anchor = '']) => ({
    from,
    path: path === '' ? from : posix.join(posix.dirname(from), path),
    anchor,
  }));
}

const links = pages.flatMap(linksOf);

/** As GitHub makes an anchor of a heading: lower case, blanks are hyphens, punctuation is nothing; a second one of its kind is numbered. */
function anchorsOnGitHub(file: string): Set<string> {
  const prose = read(file).replace(/^ *(`{3,})[\s\S]*?^ *\1$/gm, '');
  const seen = new Map<string, number>();
  const anchors = [...prose.matchAll(/^#{1,6} (.*)$/gm)].map(([, heading = '']) => {
    const text = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll(/[`*]/g, '');
    const anchor = text
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, '')
      .replaceAll(' ', '-');
    const before = seen.get(anchor) ?? 0;
    seen.set(anchor, before + 1);
    return before === 0 ? anchor : `${anchor}-${before}`;
  });
  return new Set(anchors);
}

describe('links in the docs', () => {
  let site: MarkdownRenderer;
  beforeAll(async () => {
    site = await createMarkdownRenderer(join(repository, 'docs'), { highlight: (code) => code });
  });
  const anchorsOnSite = (file: string) => new Set([...site.render(read(file)).matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));

  it('lead to files that are there', () => {
    expect(links.filter(({ path }) => !existsSync(join(repository, path)))).toEqual([]);
  });

  it('are relative, so that they work on GitHub as on the site', () => {
    const absolute = pages.flatMap((file) => [...read(file).matchAll(/\]\(\/[^)]*\)/g)].map(([link]) => `${file}: ${link}`));
    // The hand-written page that the guide starts from, and an example of a section's text.
    expect(absolute.filter((link) => !/\((?:\/sandbox|\/docs\/settings)\)/.test(link))).toEqual([]);
  });

  it('lead to headings that are there, on GitHub and on the site', () => {
    const named = links.filter(({ anchor, path }) => anchor !== '' && path.endsWith('.md'));
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter(({ anchor, path }) => !anchorsOnGitHub(path).has(anchor))).toEqual([]);
    const onSite = named.filter(({ path }) => path.startsWith('docs/'));
    expect(onSite.filter(({ anchor, path }) => !anchorsOnSite(path).has(anchor))).toEqual([]);
  });

  it('a problem has an anchor that is its code, on GitHub and on the site', () => {
    const [github, onSite] = [anchorsOnGitHub('docs/problems.md'), anchorsOnSite('docs/problems.md')];
    expect(Object.keys(codes).filter((code) => !github.has(code) || !onSite.has(code))).toEqual([]);
  });

  it('reach every guide from the site: it stands in the sidebar', async () => {
    const { guideSidebar } = await import('../../docs/.vitepress/guides.js');
    const listed = JSON.stringify(guideSidebar);
    const addresses = guides.filter((file) => !siteOnly.includes(file) && !/^docs\/decisions\/\d/.test(file));
    const address = (file: string) => `/${file.replace(/^docs\//, '').replace(/(?:index)?\.md$/, '')}`;
    expect(addresses.map(address).filter((each) => !listed.includes(`"${each}"`))).toEqual([]);
  });

  it('the index of decisions has all of them, by their titles', () => {
    const decisions = guides.filter((file) => /^docs\/decisions\/\d/.test(file)).sort();
    const lines = decisions.map((file) => `- [${/^# (.*)$/m.exec(read(file))?.[1]}](${posix.basename(file)})`);
    expect(
      read('docs/decisions/index.md')
        .split('\n')
        .filter((line) => line.startsWith('- ')),
    ).toEqual(lines);
  });

  it('the guide on the runtime says what its README says', () => {
    const [guide, readme] = ['docs/runtime.md', 'runtime/README.md'].map((file) => read(file).slice(read(file).indexOf('## Modules')));
    expect(guide).toBe(readme?.replaceAll('](../docs/', ']('));
  });
});
