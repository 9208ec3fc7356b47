import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Catalogue } from '../../../catalogue/model/model.js';
import { nameAddresses } from '../../../site/build/addresses.js';
import { renderMatrix } from '../../../site/build/matrix-page.js';
import { listProviders } from '../../../site/build/provider-list.js';
import { filterMatrix, type Matrix } from '../../../site/theme/filter-matrix.js';
import { generatedCatalogue } from '../generated-catalogue.js';
import { sampleCatalogue, sampleEvent, sampleProvider } from '../sample-catalogue.js';

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const catalogue = generatedCatalogue;
const matrixOf = (of: Catalogue) =>
  renderMatrix({ catalogue: of, addresses: nameAddresses(of), generated: '', options: { generated: '' } });
const linksIn = (markdown: string) => [...markdown.matchAll(/\]\((\/[^)]*)\)/g)].map(([, path]) => path);

describe('from the start page to an event in two clicks', () => {
  it('the start page leads to the matrix, and lists the providers', () => {
    const start = read('docs/index.md');
    expect(linksIn(start)).toContain('/reference/');
    expect(start).toMatch(/^<!-- hookbook:providers -->$/m);
    expect(read('docs/reference/index.md')).toMatch(/^<!-- hookbook:events -->$/m);
  });

  it('the matrix leads to every event, once, and to every overview', () => {
    const addresses = nameAddresses(catalogue);
    const events = catalogue.providers.flatMap((provider) => provider.events.map((event) => addresses.event(event)));
    expect(events).toHaveLength(117);
    expect(linksIn(matrixOf(catalogue)).sort()).toEqual([...events, ...catalogue.providers.map(addresses.provider)].sort());
  });

  it('the list of providers says what each has', () => {
    const list = listProviders(catalogue, nameAddresses(catalogue));
    expect(linksIn(list)).toEqual(catalogue.providers.map(nameAddresses(catalogue).provider));
    for (const { events } of catalogue.providers) expect(list).toContain(` ${events.length} events`);
  });
});

describe('the matrix', () => {
  it('says the language of a group where the page has another', () => {
    const french = sampleProvider({ language: 'fr', events: [sampleEvent({ group: 'Évènements' })] });
    expect(matrixOf(sampleCatalogue({ providers: [french] }))).toContain('| <span lang="fr">Évènements</span> | 1 |');
    const odd = sampleProvider({ language: '"><script>', events: [sampleEvent({ group: 'Order' })] });
    expect(matrixOf(sampleCatalogue({ providers: [odd] }))).toContain('| Order | 1 |');
  });

  it('shows names as they are, and runs none', () => {
    const event = sampleEvent({ name: '<script>alert(1)</script>', group: '{{ 7 * 7 }} | </div>' });
    const page = matrixOf(sampleCatalogue({ providers: [sampleProvider({ title: '</section><img src=x>', events: [event] })] }));
    expect(page).not.toMatch(/<script|<img|\{\{/);
    expect(page.match(/<\/(?:section|div)>/g)).toEqual(['</section>', '</div>']);
  });

  it('leaves out providers that have nothing to show', () => {
    expect(matrixOf(sampleCatalogue({ providers: [sampleProvider({ events: [] })] }))).not.toContain('<section>');
  });
});

describe('the filter', () => {
  const part = () => ({ hidden: false });
  const matrix = (): Matrix => ({
    sections: [
      {
        element: part(),
        name: 'Ecwid',
        rows: [row('ecwid order', ['order.created', 'order.updated']), row('ecwid review', ['review.created'])],
      },
      { element: part(), name: 'Creads', rows: [row('creads evenement', ['resource.created'])] },
    ],
  });
  const row = (around: string, names: string[]) => ({
    element: part(),
    events: names.map((name) => ({ element: part(), text: `${around} ${name}` })),
  });
  const shown = ({ sections }: Matrix) =>
    sections
      .filter((section) => !section.element.hidden)
      .flatMap(({ rows }) => rows.filter((each) => !each.element.hidden))
      .flatMap(({ events }) => events.filter((event) => !event.element.hidden).map(({ text }) => text.split(' ').at(-1)));

  it.each([
    {
      name: 'all without a filter',
      text: '',
      sections: [],
      want: ['order.created', 'order.updated', 'review.created', 'resource.created'],
    },
    { name: 'by name', text: 'created', sections: [], want: ['order.created', 'review.created', 'resource.created'] },
    { name: 'by all words', text: 'created order', sections: [], want: ['order.created'] },
    { name: 'by group, without its accents', text: 'Évènement', sections: [], want: ['resource.created'] },
    { name: 'of chosen providers', text: 'created', sections: ['Creads'], want: ['resource.created'] },
    { name: 'nothing', text: 'refund', sections: [], want: [] },
  ])('$name', ({ text, sections, want }) => {
    const page = matrix();
    expect(filterMatrix(page, { text, sections: new Set(sections) })).toBe(want.length);
    expect(shown(page)).toEqual(want);
    expect(page.sections.filter(({ element: section }) => !section.hidden)).toHaveLength(
      new Set(want.map((name) => name === 'resource.created')).size,
    );
    expect(filterMatrix(page, { text: '', sections: new Set() })).toBe(4);
  });
});
