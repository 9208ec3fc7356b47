import { parseAst } from 'rolldown/parseAst';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../../catalogue/catalogue.js';
import { visibleText } from '../../../generators/render/visible-text.js';
import { type Built, buildSite } from './build-site.js';
import { markerDocument, markers } from './marker-catalogue.js';

/** A page that bundles generated code: what it shows is what the bundle holds. */
const page = `<script setup>
import { contract } from '../generated/contracts/signed.js';
import { findEvent } from '../generated/validators/signed.js';
const names = contract.events.map((type) => ({ type, found: findEvent({ type }) }));
</script>

# Names

<ul><li v-for="name in names">{{ name.type === name.found ? name.type : 'another' }}</li></ul>
`;

let built: Built;
beforeAll(async () => {
  const { catalogue, problems } = await loadCatalogue('asyncapi.yaml', { text: JSON.stringify(markerDocument()) });
  if (catalogue === null) throw new Error(problems.map(({ message }) => message).join('\n'));
  built = await buildSite('hookbook-markers', catalogue, { 'docs/index.md': page });
});
afterAll(() => built?.remove());

const of = (ending: string) => [...built.files].filter(([path]) => path.endsWith(ending));

/** What a browser shows of a page, by its elements' texts. */
function shownText(html: string): string {
  const decoded: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&' };
  return html
    .replace(/^[\s\S]*<body>/, '')
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (match, decimal?: string, hex?: string, name = '') => {
      if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
      return hex === undefined ? (decoded[name] ?? match) : String.fromCodePoint(Number.parseInt(hex, 16));
    })
    .replace(/\s+/g, ' ');
}

interface Node {
  readonly type: string;
  readonly value?: unknown;
  readonly name?: string;
}

function* nodesOf(value: unknown): Generator<Node> {
  if (typeof value !== 'object' || value === null) return;
  if ('type' in value && typeof value.type === 'string') yield value as Node;
  for (const inner of Object.values(value)) yield* nodesOf(inner);
}

/** Of a literal; the minifier writes some as templates. */
const textOf = ({ type, value }: Node) => (type === 'TemplateElement' ? (value as { readonly cooked: string }).cooked : value);

describe('a catalogue whose every text is what bundlers replace', () => {
  it('is built', () => {
    expect({ code: built.code, output: built.output }).toMatchObject({ code: 0 });
    expect(of('.html').length).toBeGreaterThanOrEqual(2 * markers.length + 2);
  });

  it('gives programs that parse, in which nothing of a document runs', () => {
    const programs = of('.js');
    expect(programs.filter(([path]) => path.endsWith('.lean.js')).length).toBeGreaterThanOrEqual(2 * markers.length);
    for (const [path, code] of programs) {
      const names = [...nodesOf(parseAst(code))].filter(({ type }) => type === 'Identifier').map(({ name }) => name);
      expect({ path, runs: names.filter((name) => name === 'textRan') }).toEqual({ path, runs: [] });
    }
  });

  it('leaves no marker, and no word of ours for one', () => {
    // The validators are no part of the program: they stand beside it as they were generated, and nothing is replaced in them.
    const left = of('.js')
      .filter(([path]) => !path.startsWith('check/'))
      .flatMap(([path, code]) =>
        [
          ...code.matchAll(/.{0,40}(?:__VP_(?:STATIC|PARAMS)|__VITE_|\bcreateStaticVNode\(['"]|!~\{\w+\}~|hookbook\w{18}guarded).{0,40}/g),
        ].map(([match]) => `${path}: ${match}`),
      );
    expect(left).toEqual([]);
    // In the site's data a text that begins so would be a function.
    const [, metadata = ''] = of('.js').find(([path]) => path.includes('/metadata.')) ?? [];
    expect(metadata).toContain('&#95;vp-fn_globalThis.textRan=1');
    expect(metadata).not.toContain('\\"_vp-fn_');
  });

  it('shows every text', () => {
    for (const provider of ['signed', 'open']) {
      const text = shownText(built.files.get(`reference/${provider}/index.html`) ?? '');
      for (const marker of markers) expect(text).toContain(visibleText(marker));
    }
    const pages = of('.html').filter(([path]) => /^reference\/signed\/.+\/index\.html$/.test(path));
    expect(pages).toHaveLength(markers.length);
    for (const [, html] of pages) for (const marker of markers) expect(shownText(html)).toContain(visibleText(marker));
  });

  it('has its names in generated code, bundled for the server and for the browser', () => {
    const names = shownText(built.files.get('index.html') ?? '');
    const browser = new Set(of('.js').flatMap(([, code]) => [...nodesOf(parseAst(code))].map(textOf)));
    for (const marker of markers) {
      expect(names).toContain(marker.replace(/\s+/g, ' '));
      expect(browser).toContain(marker);
    }
  });

  it('has titles in which nothing is replaced', () => {
    const titles = of('.html').map(([, html]) => /<title>(.*)<\/title>/.exec(html)?.[1] ?? '');
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is what a text may say
    expect(titles.filter((title) => title.startsWith('＄&amp; ＄1 $ʻ ＄$ {{ textRan() }} ʻ${textRan()}ʻ · '))).toHaveLength(2);
    for (const title of titles) expect(title).toMatch(/ \| Hooks$|^Names \| Hooks$|^404/);
  });

  it('has no markup of the document', () => {
    for (const [path, html] of of('.html')) {
      expect({ path, found: html.replace(/"[^"]*"/g, '""').match(/<img src=x|<script>globalThis|<[^>]+\sonerror=/g) }).toEqual({
        path,
        found: null,
      });
    }
  });
});
