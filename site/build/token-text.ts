import type { Token } from './markdown.js';

/** What a reader sees of a heading or a paragraph, without its markup; a break of a line is a blank. */
export const textOf = (token: Token | undefined): string =>
  (token?.children ?? [])
    .map(({ type, content }) => (type === 'text' || type === 'code_inline' ? content : /^(?:soft|hard)break$/.test(type) ? ' ' : ''))
    .join('')
    .trim();
