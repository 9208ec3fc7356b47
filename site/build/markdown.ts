import type { MarkdownOptions } from 'vitepress';
import { codeTheme, tokenClasses } from './code-theme.js';
import { keepHeadingIds } from './heading-ids.js';
import { keepLinks } from './keep-links.js';
import type { SiteOptions } from './open-site.js';
import { linkRepository } from './repository-links.js';
import { textOf } from './token-text.js';

export type MarkdownIt = Parameters<NonNullable<MarkdownOptions['config']>>[0];
type Rule = NonNullable<MarkdownIt['renderer']['rules'][string]>;
export type Token = Parameters<Rule>[0][number];

/** What VitePress passes about the page apart from its text. */
interface PageEnvironment {
  readonly localeIndex?: string;
}

/** Configures the site's Markdown beyond VitePress's defaults. `languageOf` gives the language of a locale's pages. */
export function markdownOptions(
  { repository = null, folder = 'docs' }: SiteOptions,
  languageOf: (locale: string) => string = () => 'en',
): MarkdownOptions {
  const isFrench = (env: unknown) => /^fr\b/i.test(languageOf((env as PageEnvironment | undefined)?.localeIndex ?? 'root'));
  return {
    theme: codeTheme,
    codeTransformers: [tokenClasses],
    config(md) {
      // A `:)` in the document is not an emoji.
      md.core.ruler.disable('emoji');
      keepCodeFromVue(md);
      describeCells(md);
      keepLinks(md);
      nameCopyButtons(md, (env) => (isFrench(env) ? 'Copier le code' : 'Copy the code'));
      keepHeadingIds(md, (heading, env) => (isFrench(env) ? `Lien vers « ${heading} »` : `Link to “${heading}”`));
      linkRepository(md, repository, folder);
    },
  };
}

/** Vue would evaluate `{{ }}` in inline code, where it is never an expression. */
function keepCodeFromVue(md: MarkdownIt): void {
  const inlineCode = md.renderer.rules['code_inline'];
  md.renderer.rules['code_inline'] = (tokens, at, options, env, self) => {
    tokens[at]?.attrSet('v-pre', '');
    return inlineCode?.(tokens, at, options, env, self) ?? self.renderToken(tokens, at, options);
  };
}

/**
 * On a phone each row of a table is a list, so each cell has its column's heading. The roles keep it a table for screen
 * readers, which otherwise follow how it is displayed. Alignment is a class: the security policy allows no inline
 * style.
 */
function describeCells(md: MarkdownIt): void {
  // VitePress's rule makes each table focusable, for scrolling; ours fit.
  delete md.renderer.rules['table_open'];
  md.core.ruler.push('hookbook_tables', ({ tokens }) => {
    let headings: string[] = [];
    let column = 0;
    for (const [at, token] of tokens.entries()) {
      const role = roles.get(token.type);
      if (role === undefined) continue;
      token.attrSet('role', role);
      if (token.type === 'table_open') headings = [];
      if (token.type === 'tr_open') column = 0;
      if (token.type === 'th_open') headings.push(textOf(tokens[at + 1]));
      if (token.type === 'td_open') token.attrSet('data-label', headings[column++] ?? '');
      alignByClass(token);
    }
  });
}

const roles: ReadonlyMap<string, string> = new Map([
  ['table_open', 'table'],
  ['thead_open', 'rowgroup'],
  ['tbody_open', 'rowgroup'],
  ['tr_open', 'row'],
  ['th_open', 'columnheader'],
  ['td_open', 'cell'],
]);

function alignByClass(token: Token): void {
  const align = /text-align:(left|center|right)/.exec(token.attrGet('style') ?? '')?.[1];
  if (align === undefined) return;
  token.attrs = (token.attrs ?? []).filter(([name]) => name !== 'style');
  token.attrJoin('class', `align-${align}`);
}

/** In the page's language; VitePress has one text for the whole site. */
function nameCopyButtons(md: MarkdownIt, say: (env: unknown) => string): void {
  const fence = md.renderer.rules['fence'];
  md.renderer.rules['fence'] = (tokens, at, options, env, self) => {
    const html = fence?.(tokens, at, options, env, self) ?? self.renderToken(tokens, at, options);
    return html.replace('<button title="Copy Code" class="copy">', `<button title="${say(env)}" class="copy">`);
  };
}
