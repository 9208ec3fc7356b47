import fc from 'fast-check';
import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { describe, expect, it } from 'vitest';
import {
  anchor,
  codeFence,
  fillMarkdown,
  guardLine,
  heading,
  inlineCode,
  jsonFence,
  link,
  literalText,
  markdown,
} from '../../../generators/render/markdown.js';
import { visibleText } from '../../../generators/render/visible-text.js';
import { naughtyText } from './naughty-text.js';

const fold = (text: string) => visibleText(text).replace(/\s+/gu, ' ').trim();

function parsed(text: string): Nodes[] {
  return fromMarkdown(text).children;
}

/** Texts and code of a tree, the elements that encoders use dropped; anything else throws. */
function seen(node: Nodes): string {
  if (node.type === 'text' || node.type === 'inlineCode') return node.value;
  if (node.type === 'html' && /^<\/?(?:span|code)(?: v-pre)?>$/.test(node.value)) return '';
  if (node.type === 'paragraph') return node.children.map(seen).join('');
  throw new Error(`a ${node.type}`);
}

describe('literal text', () => {
  const cases = [
    {
      name: 'plain words stay as they are',
      given: 'Occurs when a reward is updated, or (a variant).',
      want: 'Occurs when a reward is updated, or (a variant).',
    },
    { name: 'lines fold', given: 'a\r\nb\n\tc', want: 'a b c' },
    { name: 'marks are escaped', given: '*a* _b_ `c` [d](e) |', want: '\\*a\\* \\_b\\_ \\`c\\` \\[d\\](e) \\|' },
    { name: 'elements and entities are not', given: '<b> &amp;', want: '&lt;b&gt; &amp;amp;' },
    { name: 'braces are out of the reach of Vue', given: '{{a}}', want: '<span v-pre>&#123;&#123;</span>a}}' },
    { name: 'a bidi control is seen', given: 'a\u202eb', want: 'a\\\\u202eb' },
    { name: 'joiners of emoji and of scripts that need them stay', given: '👩‍💻 ❤️ می‌خواهم', want: '👩‍💻 ❤️ می‌خواهم' },
    { name: 'others are seen', given: 'a\u200db\u200c', want: 'a\\\\u200db\\\\u200c' },
    { name: 'blanks of French typography stay', given: 'Créé\u202f: 1\u00a0000', want: 'Créé\u202f: 1\u00a0000' },
  ];
  for (const { name, given, want } of cases) it(name, () => expect(literalText(given)).toBe(want));

  it('is one paragraph of that text, whatever it is', () => {
    fc.assert(
      fc.property(naughtyText, (text) => {
        const blocks = parsed(guardLine(literalText(visibleText(text).trim())));
        expect(blocks.length).toBeLessThanOrEqual(1);
        expect(fold(blocks.map(seen).join(''))).toBe(fold(text));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('inline code', () => {
  const cases = [
    { name: 'is a code span', given: 'order.created', want: '`order.created`' },
    { name: 'holds a backslash', given: '^\\d+$', want: '`^\\d+$`' },
    { name: 'is an element for what a span or a cell can not hold', given: 'a|b`', want: '<code v-pre>a&#124;b&#96;</code>' },
    { name: 'does not interpolate', given: '{{ f() }}', want: '<code v-pre>&#123;&#123; f&#40;&#41; &#125;&#125;</code>' },
    { name: 'has braces, one at a time', given: '{/id}.{body}', want: '`{/id}.{body}`' },
    {
      name: 'is no link, for tools that look for them without parsing',
      given: '[x](javascript:f())',
      want: '<code v-pre>&#91;x&#93;&#40;javascript&#58;f&#40;&#41;&#41;</code>',
    },
    { name: 'may be empty', given: '', want: '<code v-pre></code>' },
    { name: 'keeps blanks at its ends', given: ' a ', want: '<code v-pre>&#32;a&#32;</code>' },
  ];
  for (const { name, given, want } of cases) it(name, () => expect(inlineCode(given)).toBe(want));

  it('is that text and nothing else, whatever it is', () => {
    fc.assert(
      fc.property(naughtyText, (text) => {
        const printed = inlineCode(text);
        const [block, ...more] = parsed(`x ${printed} y`);
        expect(more).toEqual([]);
        expect(fold(block ? seen(block) : '')).toBe(fold(`x ${text} y`));
        expect(printed).not.toMatch(/[|\n]|\{\{|<!--/);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('fences', () => {
  it('are longer than any run inside', () => expect(codeFence('text', 'a\n````\nb')).toBe('`````text\na\n````\nb\n`````'));
  it('know no language that runs or draws', () => {
    for (const language of ['js-vue', 'mermaid', 'math', 'js {1}', 'js [x]', null])
      expect(codeFence(language, 'a')).toBe('```text\na\n```');
  });
  it('are elements where VitePress would look inside', () => {
    expect(codeFence('html', '<!--@include: ./a-->\nb')).toBe(
      '<pre v-pre><code>&lt;&#33;&#45;&#45;&#64;include&#58; &#46;&#47;a&#45;&#45;&gt;&#10;b</code></pre>',
    );
    expect(codeFence('js', '<<< @/a')).toMatch(/^<pre v-pre>/);
    expect(codeFence('js', 'f() // [!code --]')).toMatch(/^<pre v-pre>/);
  });
  it('show the text, whatever it is', () => {
    fc.assert(
      fc.property(naughtyText, (text) => {
        const [block, ...more] = parsed(codeFence('js', text));
        expect(more).toEqual([]);
        if (block?.type === 'code') expect(block.value).toBe(visibleText(text).replace(/\n$/, ''));
        else
          expect(block).toMatchObject({
            type: 'html',
            value: expect.stringMatching(/^<pre v-pre><code>(?:<span>&#\d+;<\/span>|[^<\n])*<\/code><\/pre>$/),
          });
      }),
      { numRuns: 1000 },
    );
  });
});

describe('JSON', () => {
  const inside = (printed: string) => printed.split('\n').slice(1, -1).join('\n');
  it('is indented by two', () => expect(jsonFence({ a: [1] })).toBe('```json\n{\n  "a": [\n    1\n  ]\n}\n```'));
  it('has no markup in it', () =>
    expect(inside(jsonFence('<!--@include: x--> [!code a] \u2028\u{e0001}'))).toBe(
      '"\\u003c!--@include: x--> [\\u0021code a] \\u2028\\udb40\\udc01"',
    ));
  it('is the same value, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(naughtyText, fc.jsonValue()), (value) => {
        const printed = jsonFence(value as string);
        expect(printed).toMatch(/^`{3,}json\n/);
        expect(JSON.parse(inside(printed))).toEqual(JSON.parse(JSON.stringify(value)));
        expect(printed).not.toMatch(/<|[\u2028\u202e]/);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('headings, anchors and links', () => {
  it('a heading stands under its anchor', () => expect(heading(3, inlineCode('a.b'), anchor('a.b'))).toBe('<a id="a.b"></a>\n\n### `a.b`'));
  it('an anchor is the name where it can be', () => expect(anchor('unfinished_order.created')).toBe('unfinished_order.created'));
  it('an anchor is never empty', () => expect(anchor('')).toBe(':'));
  it('anchors of two names differ, and need no escape', () => {
    fc.assert(
      fc.property(naughtyText, naughtyText, (one, two) => {
        expect(anchor(one)).toMatch(/^[\w.:-]+$/);
        expect(anchor(one) === anchor(two)).toBe(one === two);
      }),
    );
  });
  it('a link ends where it should, whatever its address', () => {
    fc.assert(
      fc.property(naughtyText, (text) => {
        const [block] = parsed(`x ${link(markdown`y`, `https://a.example/${text}`)} z`);
        expect(block).toMatchObject({
          type: 'paragraph',
          children: [{ value: 'x ' }, { type: 'link', children: [{ value: 'y' }] }, { value: ' z' }],
        });
      }),
    );
  });
});

describe('sentences', () => {
  it('are filled in', () => expect(fillMarkdown('{count} of {a}', { count: 1, a: inlineCode('b') })).toBe('1 of `b`'));
  it('throw where a part is missing', () => expect(() => fillMarkdown('{constructor}')).toThrow('no {constructor}'));
});
