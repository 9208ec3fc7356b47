import type { MarkdownOptions } from 'vitepress';

type Transformer = NonNullable<MarkdownOptions['codeTransformers']>[number];

/** The types of tokens to colour. The theme's style sheet has a class for each, in light and dark. */
const scopes: Readonly<Record<string, readonly string[]>> = {
  comment: ['comment', 'punctuation.definition.comment'],
  string: ['string', 'string.quoted', 'markup.inline.raw'],
  number: ['constant.numeric', 'constant.language', 'constant.character.escape', 'constant.other'],
  keyword: ['keyword', 'storage.type', 'storage.modifier', 'variable.language', 'markup.deleted'],
  name: ['entity.name.function', 'support.function', 'entity.name.tag', 'support.type.property-name', 'entity.other.attribute-name'],
  type: ['entity.name.type', 'support.type', 'support.class', 'markup.inserted'],
};

/**
 * A theme of names rather than colours: the same for light and dark, and without inline styles, which a content
 * security policy would have to allow.
 */
export const codeTheme: NonNullable<MarkdownOptions['theme']> = {
  name: 'hookbook',
  type: 'light',
  fg: 'var(--code-text)',
  bg: 'transparent',
  settings: [
    { settings: { foreground: 'var(--code-text)' } },
    ...Object.entries(scopes).map(([name, scope]) => ({ scope: [...scope], settings: { foreground: `var(--code-${name})` } })),
  ],
} as const;

/** Replaces the styles that Shiki writes by classes. */
export const tokenClasses: Transformer = {
  name: 'hookbook:classes',
  pre(node) {
    delete node.properties['style'];
    delete node.properties['tabindex'];
    this.addClassToHast(node, 'code');
  },
  span(node) {
    const name = /var\(--code-([a-z]+)\)/.exec(String(node.properties['style'] ?? ''))?.[1];
    delete node.properties['style'];
    if (name !== undefined && name !== 'text') this.addClassToHast(node, `code-${name}`);
  },
};
