import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasMarker } from '../../../generators/render/bundler-markers.js';
import { fileName } from '../../../generators/render/file-name.js';
import { htmlText } from '../../../generators/render/html.js';
import { anchor, codeFence, inlineCode, jsonFence, link, literalText, type Markdown } from '../../../generators/render/markdown.js';
import { pageTitle } from '../../../generators/render/page-title.js';
import { visibleText } from '../../../generators/render/visible-text.js';
import { naughtyText } from './naughty-text.js';

const words = 'words' as Markdown;

const encoders: Readonly<Record<string, (text: string) => string>> = {
  literalText,
  inlineCode,
  codeFence: (text) => codeFence('js', text),
  jsonFence: (text) => jsonFence({ [text]: [text] }),
  anchor,
  link: (text) => link(words, `https://a.example/${text}`),
  htmlText,
  pageTitle,
  fileName: (text) => `reference_shop_${fileName(text)}_index.md`,
};

/** As a browser reads entities in text and attributes, and Markdown's own escapes; elements stay, they keep texts apart. */
const decoded = (text: string) =>
  text.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code))).replace(/\\([\\`*_[\]|!])/g, '$1');

describe('bundlers find no marker', () => {
  const tables = {
    "a __VP_STATIC_END__'b": {
      literalText: "a \\_<span>&#95;</span>VP\\_STATIC\\_END\\_\\_'b",
      inlineCode: '<code v-pre>a &#95;<span>&#95;</span>VP&#95;STATIC&#95;END&#95;&#95;&#39;b</code>',
      codeFence: '<pre v-pre><code>a &#95;<span>&#95;</span>VP&#95;STATIC&#95;END&#95;&#95;&#39;b</code></pre>',
      jsonFence: '```json\n{\n  "a _\\u005fVP_STATIC_END__\'b": [\n    "a _\\u005fVP_STATIC_END__\'b"\n  ]\n}\n```',
      anchor: 'a:20:_:5f:VP_STATIC_END__:27:b',
      link: "[words](https://a.example/a%20_%5FVP_STATIC_END__'b)",
      htmlText: 'a _&#95;VP_STATIC_END__&#39;b',
      pageTitle: "a _＿VP_STATIC_END__'b",
      fileName: 'reference_shop_a--VP_STATIC_END__-b_index.md',
    },
    __VITE_ASSET__abc__: {
      literalText: '\\_<span>&#95;</span>VITE\\_ASSET\\_\\_abc\\_\\_',
      inlineCode: '<code v-pre>&#95;<span>&#95;</span>VITE&#95;ASSET&#95;&#95;abc&#95;&#95;</code>',
      anchor: '_:5f:VITE_ASSET__abc__',
      htmlText: '_&#95;VITE_ASSET__abc__',
      pageTitle: '_＿VITE_ASSET__abc__',
      fileName: 'reference_shop_VITE_ASSET__abc___index.md',
    },
    "createStaticVNode('x', 1)": {
      literalText: "create<span>&#83;</span>taticVNode('x', 1)",
      jsonFence: '```json\n{\n  "create\\u0053taticVNode(\'x\', 1)": [\n    "create\\u0053taticVNode(\'x\', 1)"\n  ]\n}\n```',
      htmlText: 'create&#83;taticVNode(&#39;x&#39;, 1)',
      pageTitle: "createＳtaticVNode('x', 1)",
    },
    '!~{001}~': {
      literalText: '!<span>&#126;</span><span v-pre>&#123;</span>001}&#126;',
      inlineCode: '<code v-pre>&#33;<span>&#126;</span>&#123;001&#125;&#126;</code>',
      htmlText: '!~&#123;001&#125;~',
      pageTitle: '!～{001}~',
    },
    '_vp-fn_alert(1)': { htmlText: '&#95;vp-fn_alert(1)', pageTitle: '＿vp-fn_alert(1)' },
    '#_VP_': { fileName: 'reference_shop_VP__index.md' },
    'create_V __V __vp_ !~ StaticVNode': {
      inlineCode: '`create_V __V __vp_ !~ StaticVNode`',
      htmlText: 'create_V __V __vp_ !~ StaticVNode',
      pageTitle: 'create_V __V __vp_ !~ StaticVNode',
      fileName: 'reference_shop_create_V-__V-__vp_-StaticVNode_index.md',
    },
  } as const;
  for (const [given, wants] of Object.entries(tables)) {
    for (const [name, want] of Object.entries(wants)) it(`${name}: ${given}`, () => expect(encoders[name]?.(given)).toBe(want));
  }

  it.each(Object.entries(encoders))('%s, whatever the text', (name, encode) => {
    fc.assert(
      fc.property(naughtyText, (text) => {
        const encoded = encode(text);
        expect(hasMarker(encoded)).toBe(false);
        // What a compiler reads of it; in code and in the data of a site entities stay as they are.
        if (name === 'literalText' || encoded.startsWith('<')) expect(hasMarker(decoded(encoded))).toBe(false);
        expect(name === 'htmlText' && encoded.startsWith('_vp-fn_')).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('texts in the head of a page and in the data of a site', () => {
  const cases = [
    { name: 'end no script', given: '</script><!-- x -->', html: '&#60;/script&#62;&#60;!-- x --&#62;', title: '‹/script›‹!-- x --›' },
    { name: 'end no attribute', given: `"'\``, html: '&#34;&#39;&#96;', title: "”'ʻ" },
    { name: 'are no pattern of a replacement', given: "$& $1 $' $$ $x", html: '$&#38; $1 $&#39; $$ $x', title: "＄& ＄1 ＄' ＄$ $x" },
    { name: 'are no entity', given: '&lt; & &#60;', html: '&#38;lt; &#38; &#38;#60;', title: '＆lt; & ＆#60;' },
    { name: 'interpolate nothing', given: '{{ f() }}', html: '&#123;&#123; f() &#125;&#125;', title: '{{ f() }}' },
    { name: 'are one line', given: 'a\r\n\tb', html: 'a b', title: 'a b' },
    { name: 'have nothing that no one sees', given: '\u2028\ud800\u202e', html: '\\u2028\\ud800\\u202e', title: '\\u2028\\ud800\\u202e' },
  ];
  for (const { name, given, html, title } of cases) {
    it(name, () => {
      expect(htmlText(given)).toBe(html);
      expect(pageTitle(given)).toBe(title);
    });
  }

  it('may be long', () => {
    const long = `${'x'.repeat(10_000)}__VP_STATIC_END__`;
    expect(htmlText(long)).toHaveLength(10_000 + '_&#95;VP_STATIC_END__'.length);
    expect(pageTitle(long)).toHaveLength(long.length);
  });

  it('are the text itself, whatever it is', () => {
    fc.assert(
      fc.property(naughtyText, (text) => {
        expect(htmlText(text).replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))).toBe(
          visibleText(text).replace(/[\t\n ]+/g, ' '),
        );
        expect(htmlText(text)).not.toMatch(/[<>"'`{}]|&(?!#\d+;)/);
        expect(pageTitle(text)).not.toMatch(/[<>"`\n]|\$[$&'\d](?!\$)/);
      }),
    );
  });
});
