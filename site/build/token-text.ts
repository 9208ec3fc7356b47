import type { Token } from './markdown.js';

/** The visible text of a heading or a paragraph, without markup; a line break is a space. */
export const textOf = (token: Token | undefined): string =>
  (token?.children ?? [])
    .map(({ type, content }) => (type === 'text' || type === 'code_inline' ? content : /^(?:soft|hard)break$/.test(type) ? ' ' : ''))
    .join('')
    .trim();
