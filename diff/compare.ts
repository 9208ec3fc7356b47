import { canonical } from '../catalogue/model/canonical.js';
import type { Catalogue, Provider } from '../catalogue/model/model.js';
import type { Change, Compare, CompareOptions, Difference } from './change.js';
import { compareProvider } from './compare-provider.js';
import { differ } from './difference.js';
import { isRetired } from './lifecycle.js';
import { matchByKey } from './match.js';
import { ruleOf } from './rules/index.js';

/** All differences between two versions of a catalogue, judged for a side; always the same list for the same two. */
export const compareCatalogues: Compare = (older, newer, options) =>
  findDifferences(older, newer, options).map((difference) => judge(difference, options));

function judge(difference: Difference, { side }: CompareOptions): Change {
  const { category, remedy, [side]: judgement } = ruleOf(difference.code);
  return { ...difference, category, ...judgement, remedy };
}

function findDifferences(older: Catalogue, newer: Catalogue, options: CompareOptions): Difference[] {
  const pairs = matchByKey(older.providers, newer.providers, ({ key }) => key, findRenamed);
  return pairs.flatMap(({ older: one, newer: two }) => {
    if (one === null) return two === null ? [] : [differ('provider-added', two, `${two.key} is new`)];
    if (two === null) return [compareRemoved(one, options)];
    const renamed = one.key === two.key ? [] : [differ('provider-renamed', two, `${two.key}, was ${one.key}`)];
    return [...renamed, ...compareProvider(one, two, options)];
  });
}

/** A provider may be removed once all of its events may be. */
function compareRemoved(provider: Provider, { today }: CompareOptions): Difference {
  const isPast = provider.events.length > 0 && provider.events.every((event) => isRetired(event, today));
  return differ(isPast ? 'provider-retired' : 'provider-removed', provider, `${provider.key} was removed`);
}

/** The one new provider that has most of the events of a removed one. */
function findRenamed(older: Provider, candidates: ReadonlySet<Provider>): Provider | null {
  const known = new Set(older.events.map(describeEvent));
  const alike = [...candidates].filter(({ events }) => {
    const shared = events.filter((event) => known.has(describeEvent(event))).length;
    return shared > 0 && shared * 2 >= Math.max(known.size, events.length);
  });
  return alike.length === 1 ? (alike[0] ?? null) : null;
}

const describeEvent = ({ name, event, discriminator }: Provider['events'][number]) =>
  canonical([name, event, discriminator.map(({ values }) => values)]);
