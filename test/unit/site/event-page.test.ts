import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Provider, WebhookEvent } from '../../../catalogue/model/model.js';
import { nameAddresses } from '../../../site/build/addresses.js';
import { renderEventPage } from '../../../site/build/event-page.js';
import { markdownOptions } from '../../../site/build/markdown.js';
import { example } from '../reference/pages.js';
import { naughtyText } from '../render/naughty-text.js';
import { sampleCatalogue, sampleEvent, sampleProvider } from '../sample-catalogue.js';
import { createMarkdownRenderer } from './markdown-renderer.js';
import { sampleSite } from './sample-site.js';

function page(overrides: Partial<WebhookEvent> = {}, around: Partial<Provider> = {}, options = {}): string {
  const event = sampleEvent(overrides);
  const provider = sampleProvider({ events: [event], ...around });
  return renderEventPage(event, provider, sampleSite(sampleCatalogue({ providers: [provider] }), options));
}

/** The Markdown of a tab. */
const tab = (name: string, contents: string) => contents.split(`<PageTab name="${name}">`)[1]?.split('</PageTab>')[0] ?? '';

describe("an event's page on the site", () => {
  it('has the name, and the button that copies it beside it', () => {
    expect(page()).toMatch(/^<div class="event-name">\n<div v-pre>\n\n# `order\.created`\n\n<\/div>\n<CopyName \/>\n<\/div>/);
  });

  it('has the button beside the name on the wire, where that is another', () => {
    const contents = page({ event: 'resource.created' });
    expect(contents.match(/<CopyName \/>/g)).toHaveLength(1);
    expect(contents).toContain('Name on the wire: `resource.created`\n\n</div>\n<CopyName />');
  });

  it('leads to the overview', () => expect(page({ group: 'Orders' })).toContain('\n[Acme](../) · Orders\n'));

  it('leads to the payload tool with the event chosen, wherever the site stands', () => {
    const [, href = ''] = /<a href="([^"]+)">Check a payload of this event<\/a>/.exec(page()) ?? [];
    const event = sampleEvent();
    const addresses = nameAddresses(sampleCatalogue());
    const at = new URL(href, new URL(`/base${addresses.event(event)}`, 'https://example.com'));
    expect(`${at.pathname}${at.search}`.replace('.html', '')).toBe(`/base${addresses.check(event)}`);
  });

  it('gives each field an anchor to which its name leads, once where several rows tell of it', () => {
    const payload = {
      oneOf: [
        { required: ['k', 'd'], properties: { k: { const: 'a' }, d: { type: 'string' } } },
        { required: ['k', 'd'], properties: { k: { const: 'b' }, d: { type: 'integer' } } },
      ],
    };
    const contents = page({ payload });
    expect(contents.match(/<a id="field:d"><\/a>/g)).toHaveLength(1);
    expect(contents.match(/\[`d`\]\(#field:d\)/g)).toHaveLength(2);
  });

  it('has the example, code and fixture in tabs', () => {
    const contents = page({ examples: [example('one')] });
    expect(tab('json', contents)).toContain('```json\n"one"\n```');
    expect(tab('handler', contents)).toContain('createAcmeReceiver');
    expect(tab('curl', contents)).toContain('curl -sS');
    expect(tab('fixture', contents)).toContain('`generated/fixtures/acme/order.created.json`');
    expect(tab('fixture', contents)).toContain(
      "import { loadFixture } from '@hookbook/events/testing';\n\nconst payload = loadFixture('acme/order.created');",
    );
  });

  it('imports from where the generated code is', () => {
    const contents = page({}, {}, { package: './generated/' });
    expect(tab('fixture', contents)).toContain("from './generated/testing/index.js'");
  });

  it('has further examples below the tabs', () => {
    const contents = page({ examples: [example('one'), example('two')] });
    expect(contents).not.toContain('example-3');
    expect(contents.indexOf('"two"')).toBeGreaterThan(contents.indexOf('</PageTabs>'));
  });

  it('says that there is no example, and shows the code all the same', () => {
    expect(page()).toContain('The document gives no example.');
    expect(tab('json', page())).toBe('');
    expect(tab('handler', page())).toContain('createAcmeReceiver');
  });

  it('says why there is no curl', () => {
    const signature = {
      scheme: 'custom',
      header: 'X-Signature',
      algorithm: 'ed25519',
      encoding: 'hex',
      prefix: '',
      signed: [{ kind: 'body' }],
      signedText: '{body}',
      timestamp: null,
      toleranceMs: null,
      coversBody: true,
    } as const;
    expect(tab('curl', page({}, { signature }))).toContain('Only the provider can sign a request');
    expect(tab('curl', page({}, { signature, language: 'fr' }))).toContain('Seul le fournisseur peut signer une requête');
  });
});

describe('whatever a document says', () => {
  let md: Awaited<ReturnType<typeof createMarkdownRenderer>>;
  beforeAll(async () => {
    md = await createMarkdownRenderer('/docs', { ...markdownOptions({ generated: '' }), highlight: () => '' });
  });
  const tags = (contents: string) => {
    const html = md.render(contents, { relativePath: 'index.md', path: '/docs/index.md', cleanUrls: false });
    // What no fence can hold stands in an element of its own.
    const text = html.replace(/<div class="language-\w+">.*?<\/div>/gs, '').replace(/<pre v-pre.*?<\/pre>/gs, '');
    return Array.from(text.matchAll(/<\/?(?:div|PageTabs?|CopyName|script|style|template|img|iframe|h[1-6]|table)\b[^>]*>/gi), ([name]) =>
      name.replace(/ (?:id|data-label|tabindex)="[^"]*"/g, ''),
    );
  };
  const hostilePage = (say: () => string) =>
    page(
      {
        name: say(),
        event: `wire${say()}`,
        description: say(),
        notes: [say()],
        group: say(),
        resourceTypes: [say()],
        access: [[say()]],
        sunset: say(),
        deprecated: true,
        payload: { type: 'object', properties: { a: { type: 'object', properties: { b: { enum: [say(), say()], description: say() } } } } },
        examples: [
          { ...example(say()), summary: say(), headers: { a: say() } },
          { ...example(say()), name: say() },
        ],
        unverified: [{ target: say(), label: say() }],
      },
      { title: say() },
    );

  it('the page has the elements of its template and no others', () => {
    const plain = tags(hostilePage(() => 'x'));
    fc.assert(
      fc.property(fc.array(naughtyText, { minLength: 5, maxLength: 5 }), (texts) => {
        let turn = 0;
        expect(tags(hostilePage(() => `w${texts[turn++ % texts.length]}`))).toEqual(plain);
      }),
      { numRuns: 100 },
    );
  });

  it.each(['"><script>alert(1)</script>', '</div><CopyName/>', '{{ 1 + 1 }}', '</PageTab>', '`</code>`', '[x](#y)', '<a id="fields"></a>'])(
    'a field called %s is shown',
    (name) => {
      const plain = tags(page({ payload: { type: 'object', properties: { x: { type: 'string' } } } }));
      expect(tags(page({ payload: { type: 'object', properties: { [name]: { type: 'string' } } } }))).toEqual(plain);
    },
  );
});
