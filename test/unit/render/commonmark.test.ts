import fc from 'fast-check';
import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { describe, expect, it } from 'vitest';
import { markdownCell, markdownInline, markdownText, plainText } from '../../../generators/render/commonmark.js';
import { visibleText } from '../../../generators/render/visible-text.js';
import { naughtyText } from './naughty-text.js';

const base = { sourceUrl: 'https://docs.example.com/webhooks/' };
const none = { sourceUrl: null };

describe('what may stand in a text is printed again', () => {
  const cases = [
    { name: 'paragraphs, their lines folded', given: 'One\ntwo.\n\nThree.', want: 'One two.\n\nThree.' },
    { name: 'emphasis and code', given: 'A *b* __c__ `d`.', want: 'A *b* **c** `d`.' },
    { name: 'emphasis that asterisks could not express', given: '**a:**b, *`x`*', want: '\\*\\*a&#58;\\*\\*b, <em>`x`</em>' },
    { name: 'lists in lists', given: '3. **A**\n   - b\n   - c\n4. d', want: '3. **A**\n   - b\n   - c\n4. d' },
    { name: 'lists beside each other', given: '- a\n\n* b', want: '- a\n\n* b' },
    {
      name: 'fences, with a language that is one',
      given: '```json\n{"a": 1}\n```\n\n```mermaid\nx\n```',
      want: '```json\n{"a": 1}\n```\n\n```text\nx\n```',
    },
    {
      name: 'links',
      given: '[a](https://example.com/?a=1&b=(2)) [m](mailto:a@b.example)',
      want: '[a](https://example.com/?a=1&amp;b=%282%29) [m](mailto:a@b.example)',
    },
    {
      name: 'relative links, resolved',
      given: '[a](../b/) [c](#d)',
      want: '[a](https://docs.example.com/b/) [c](https://docs.example.com/webhooks/#d)',
    },
    {
      name: 'addresses, as links',
      given: 'See https://example.com/a_b.',
      want: 'See [https&#58;&#47;/example.com/a\\_b](https://example.com/a_b).',
    },
    { name: 'hard breaks', given: 'a\\\n\\- b', want: 'a\\\n\\- b' },
    { name: 'entities, as their characters', given: 'a&#x20;&amp;&#123;', want: 'a &amp;<span v-pre>&#123;</span>' },
  ];
  for (const { name, given, want } of cases) it(name, () => expect(markdownText(given, base)).toBe(want));
  it('relative links, as their text where nothing is known to resolve them against', () => {
    expect(markdownText('See [Rate Limits](/api/rate-limits/).', none)).toBe('See Rate Limits.');
  });
});

describe('what may not is shown as it is written', () => {
  const cases = [
    { name: 'elements', given: '<img src=x onerror=f()>', want: '&lt;img src=x onerror=f()&gt;' },
    { name: 'scripts', given: '<script setup>\nf()\n</script>', want: '&lt;script setup&gt;\\\nf()\\\n&lt;/script&gt;' },
    { name: 'script links', given: '[x](javascript:f())', want: '\\[x\\](javascript&#58;f())' },
    { name: 'data links', given: '[x](data:text/html,a)', want: '\\[x\\](data&#58;text/html,a)' },
    { name: 'disguised script links', given: '[x](<java&#9;script:f()>)', want: '\\[x\\](&lt;java&amp;#9;script&#58;f()&gt;)' },
    { name: 'images', given: '![x](https://t.invalid/p.png)', want: '!\\[x\\](https&#58;&#47;/t.invalid/p.png)' },
    { name: 'references', given: '[a]\n\n[a]: https://example.com', want: '\\[a\\]\n\n\\[a\\]: https&#58;&#47;/example.com' },
    { name: 'headings', given: '# A\n\nB\n---', want: '\\# A\n\nB\\\n\\---' },
    { name: 'quotes', given: '> [!NOTE]\n> a', want: '&gt; \\[!NOTE\\]\\\n&gt; a' },
    { name: 'tables', given: '| a | b |\n|---|---|', want: '\\| a \\| b \\| \\|---\\|---\\|' },
    { name: 'includes', given: '<!--@include: /etc/passwd-->', want: '&lt;!--@include: /etc/passwd--&gt;' },
    { name: 'snippets', given: '<<< /etc/passwd', want: '&lt;&lt;&lt; /etc/passwd' },
    { name: 'containers', given: '::: danger\nx\n:::', want: '&#58;&#58;: danger x &#58;&#58;:' },
    {
      name: 'interpolations',
      given: '{{ f() }} `{{ g() }}`',
      want: '<span v-pre>&#123;&#123;</span> f() }} <code v-pre>&#123;&#123; g&#40;&#41; &#125;&#125;</code>',
    },
    {
      name: 'strikethrough, mathematics and emoji',
      given: '~~a~~ $b$ :c: :)',
      want: '&#126;&#126;a&#126;&#126; <span>&#36;</span>b<span>&#36;</span> <span>&#58;</span>c: &#58;)',
    },
    { name: 'invisible characters', given: 'a\u202eb\u0000c', want: 'a\\\\u202eb\\\\u0000c' },
  ];
  for (const { name, given, want } of cases) it(name, () => expect(markdownText(given, base)).toBe(want));
});

describe('on one line', () => {
  const given = 'A | *b*\\\n\\# c\n\n- d\n  1. e\n\n```js\nf()\n```';
  it('of a cell, blocks are apart by <br>', () => expect(markdownCell(given, none)).toBe('A \\| *b*<br># c<br>• d<br>1\\. e<br>`f()`'));
  it('of a sentence, by blanks', () => expect(markdownInline(given, none)).toBe('A \\| *b* # c • d 1\\. e `f()`'));
});

describe('plain text', () => {
  const cases = [
    { name: 'has no marks', given: 'A **b** `c` *d*', want: 'A b c d' },
    {
      name: 'has the addresses of links',
      given: '[Get order](https://example.com) [x](y) https://example.com',
      want: 'Get order (https://example.com) x https://example.com',
    },
    { name: 'has lists', given: 'A\n\n1. b\n   - c\n2. d', want: 'A\n\n1. b\n   - c\n2. d' },
    { name: 'shows what may not stand in a text', given: '<b>x</b> [y](javascript:z) \u202e', want: '<b>x</b> [y](javascript:z) \\u202e' },
  ];
  for (const { name, given, want } of cases) it(name, () => expect(plainText(given)).toBe(want));
});

const allowed = new Set([
  'root',
  'paragraph',
  'list',
  'listItem',
  'strong',
  'emphasis',
  'inlineCode',
  'code',
  'link',
  'break',
  'text',
  'html',
]);
const elements =
  /^(?:<span(?: v-pre)?>|<\/span>|<code v-pre>|<\/code>|<(?:strong|em)>|<\/(?:strong|em)>|<br>|<pre v-pre><code>(?:<span>&#\d+;<\/span>|[^<])*<\/code><\/pre>)$/;

/** The characters a reader sees, without blanks. Throws at a node that doesn't belong. */
function seen(node: Nodes): string {
  if (!allowed.has(node.type)) throw new Error(`a ${node.type}`);
  if (node.type === 'link' && !/^(?:https?:\/\/|mailto:)/i.test(node.url)) throw new Error(`a link to ${node.url}`);
  if (node.type === 'html') {
    if (!elements.test(node.value)) throw new Error(`an element ${node.value}`);
    return node.value.startsWith('<pre') ? decode(node.value.slice(17, -13)) : '';
  }
  if ('children' in node) return node.children.map(seen).join('');
  return 'value' in node ? node.value : '';
}
const decode = (text: string) =>
  text
    .replace(/<\/?span>/g, '')
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

/** The characters of a document's text that must be seen: those of allowed nodes, of others the source. */
function meant(text: string): string {
  const source = visibleText(text);
  const walk = (node: Nodes, inLink = false): string => {
    if (node.type === 'text' || node.type === 'inlineCode' || node.type === 'code') return node.value;
    const safe = node.type === 'link' && !inLink && /^(?:https?:|mailto:)/i.test(node.url);
    const bare = node.type === 'link' && !/^[\s\p{C}]*[a-z][a-z\d+.-]*[\s\p{C}]*:/iu.test(node.url);
    if (node.type === 'link' && safe && node.children.length === 0) return new URL(node.url).href;
    if ('children' in node && (safe || bare || ['root', 'paragraph', 'list', 'listItem', 'strong', 'emphasis'].includes(node.type)))
      return node.children.map((child) => walk(child, inLink || node.type === 'link')).join('');
    if (node.type === 'break') return '';
    return source.slice(node.position?.start.offset, node.position?.end.offset);
  };
  return walk(fromMarkdown(source));
}
const squeeze = (text: string) => text.replace(/\s+/gu, '');

describe('whatever a text says', () => {
  const print = { markdownText, markdownCell, markdownInline };
  for (const [name, encode] of Object.entries(print)) {
    it(`${name} gives allowed nodes only, and every character is seen`, () => {
      fc.assert(
        fc.property(naughtyText, (text) => {
          const printed = encode(text, none);
          const got = squeeze(seen(fromMarkdown(printed)));
          if (name === 'markdownText') expect(got).toBe(squeeze(meant(text)));
          else expect(printed).not.toMatch(/\n|(?<!\\)(?:\\\\)*\|/);
        }),
        { numRuns: 1500 },
      );
    });
  }
});

describe('text that would take a parser long', () => {
  it.each([
    { name: 'brackets', given: '['.repeat(2000) },
    { name: 'brackets that nothing closes', given: `*a* ${'[a '.repeat(51)}` },
    { name: 'brackets in brackets', given: `*a* ${'['.repeat(51)}b${']'.repeat(51)}` },
    { name: 'emphasis', given: '*a **b _c '.repeat(400) },
    { name: 'lists in lists', given: Array.from({ length: 200 }, (_, depth) => `${' '.repeat(2 * depth)}- x`).join('\n') },
    { name: 'more than anyone writes', given: 'word '.repeat(20_000) },
  ])('is shown as it is written: $name', ({ given }) => {
    const text = markdownText(given, { sourceUrl: null });
    expect(fromMarkdown(text).children.every(({ type }) => type === 'paragraph')).toBe(true);
    if (given.includes('*a*')) expect(text).toContain('\\*a\\*');
  });

  it.each([
    { name: 'fifty open brackets', given: `*a* ${'[b '.repeat(50)}` },
    { name: 'many links', given: `*a* ${'[b](https://example.com) '.repeat(200)}` },
  ])('is markup still: $name', ({ given }) => {
    expect(markdownText(given, { sourceUrl: null })).toMatch(/^\*a\* /);
  });

  // Parsed, these would take half a minute: the test's time limit is the assertion.
  it('takes no time that grows with what it leaves open', () => {
    for (let index = 0; index < 8_000; index++) plainText(`${index} ${'['.repeat(1_000)}`);
  });
});

it('markup in the code of a list item stands in an element', () => {
  const text = markdownText('- a\n\n      <script>x</script>', { sourceUrl: null });
  expect(text).not.toContain('<script>');
  expect(text).toContain('<pre v-pre><code>');
});
