import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SiteConfig } from 'vitepress';
import { parse } from 'yaml';
import type { SearchGuide, SearchSection } from '../theme/search/search-index.js';
import type { MarkdownIt, Token } from './markdown.js';
import { cut } from './search-index.js';
import { textOf } from './token-text.js';

type Pages = Pick<SiteConfig, 'srcDir' | 'pages' | 'dynamicRoutes' | 'rewrites' | 'cleanUrls'>;

/**
 * The handwritten pages as search indexes them. VitePress's own Markdown renders them, so the anchors match. Leaves out
 * the start page and pages with `search: false`.
 */
export async function readGuides(config: Pages, markdown: MarkdownIt): Promise<SearchGuide[]> {
  const made = new Set(config.dynamicRoutes.routes.map(({ path }) => path));
  const pages = config.pages.filter((page) => !made.has(page) && page !== 'index.md').sort();
  const guides = await Promise.all(
    pages.map(async (page) => describeGuide(await readFile(join(config.srcDir, page), 'utf8'), addressOf(page, config), page, markdown)),
  );
  return guides.filter((guide) => guide !== null);
}

function addressOf(page: string, { rewrites, cleanUrls }: Pages): string {
  const path = `/${rewrites.map[page] ?? page}`.replace(/(^|\/)index\.md$/, '$1');
  return path.replace(/\.md$/, cleanUrls ? '' : '.html');
}

/** A page's Markdown as search indexes it; null if the page opts out. */
export function describeGuide(source: string, path: string, relativePath: string, markdown: MarkdownIt): SearchGuide | null {
  const [, matter = '', body = source] = /^---\r?\n([\s\S]*?)\r?\n---\r?\n([\s\S]*)$/.exec(source) ?? [];
  const frontmatter = (parse(matter) ?? {}) as { readonly title?: unknown; readonly search?: unknown; readonly language?: unknown };
  if (frontmatter.search === false) return null;
  const [top, ...sections] = readSections(markdown.parse(body, { relativePath, frontmatter }));
  const { heading, text, code } = top;
  return {
    title: typeof frontmatter.title === 'string' ? frontmatter.title : heading,
    path,
    language: typeof frontmatter.language === 'string' ? frontmatter.language : 'en',
    ...(text === undefined ? {} : { text }),
    ...(code === undefined ? {} : { code }),
    sections,
  };
}

interface Section {
  readonly heading: string;
  readonly anchor: string;
  readonly paragraphs: string[];
  readonly code: Set<string>;
}

/** The page up to its first section, and its sections. */
function readSections(tokens: readonly Token[]): [SearchSection, ...SearchSection[]] {
  const top: Section = { heading: '', anchor: '', paragraphs: [], code: new Set() };
  const sections: Section[] = [];
  let current = top;
  for (const [at, token] of tokens.entries()) {
    if (token.type !== 'inline') continue;
    const opening = tokens[at - 1];
    if (opening?.type !== 'heading_open') collect(token, current);
    else if (opening.tag === 'h1') Object.assign(top, { heading: textOf(token) });
    else if (/^h[23]$/.test(opening.tag)) {
      current = { heading: textOf(token), anchor: opening.attrGet('id') ?? '', paragraphs: [], code: new Set() };
      sections.push(current);
    }
  }
  return [finish(top), ...sections.map(finish)];
}

function collect(token: Token, { paragraphs, code }: Section): void {
  if (paragraphs.length === 0) paragraphs.push(textOf(token));
  for (const child of token.children ?? []) if (child.type === 'code_inline') code.add(child.content);
}

function finish({ heading, anchor, paragraphs, code }: Section): SearchSection {
  const text = cut((paragraphs[0] ?? '').replace(/\s+/g, ' ').trim());
  const others = [...code].filter((each) => each.length <= 60 && !text.includes(each) && !heading.includes(each));
  return {
    heading,
    anchor,
    ...(text === '' ? {} : { text }),
    ...(others.length === 0 ? {} : { code: others.join(' ') }),
  };
}
