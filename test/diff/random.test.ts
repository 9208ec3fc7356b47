import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Catalogue, Definition, Schema } from '../../catalogue/model/model.js';
import { compareCatalogues, type Side } from '../../diff/index.js';
import { sampleCatalogue, sampleEvent, sampleProvider } from '../unit/sample-catalogue.js';
import { arbitraryDefinition } from '../unit/validators/arbitrary-schema.js';
import { arbitraryPair } from './random-schemas.js';
import { createAccepts, createSample, declaredNames } from './sample-values.js';

interface Version {
  readonly payload: Schema;
  readonly definitions: readonly Definition[];
}

const catalogueOf = ({ payload, definitions }: Version): Catalogue => {
  const event = sampleEvent({ payload, discriminator: [] });
  return sampleCatalogue({ providers: [sampleProvider({ events: [event], definitions, discriminator: { sources: [] } })] });
};

const definitionsOf = (one: Schema, two: Schema): Definition[] => [
  { typeName: 'One', schema: one, pointer: '/one' },
  { typeName: 'Two', schema: two, pointer: '/two' },
];

/** A schema that ajv judges by what it left over of another array, or by members of Object.prototype. */
const isStale = (version: Version) => /"contains"|"length"/.test(JSON.stringify(version));
/** The same schemas every time; others, and more of them, for whoever looks for trouble. */
const runs = { numRuns: Number(process.env['HOOKBOOK_DIFF_RUNS'] ?? 400), seed: Number(process.env['HOOKBOOK_DIFF_SEED'] ?? 1) };

describe('schemas that nobody wrote', () => {
  it.each(['receiver', 'provider'] as const)('what is safe for a %s has no counterexample', (side) => {
    let safe = 0;
    const property = fc.property(arbitraryPair, arbitraryDefinition, arbitraryDefinition, ([one, other], first, second) => {
      const [older, newer] = [one, other].map((payload): Version => ({ payload, definitions: definitionsOf(first, second) }));
      if (!older || !newer) return;
      fc.pre(!isStale(older) && !isStale(newer));
      const [sent, met] = side === 'receiver' ? [newer, older] : [older, newer];
      const changes = compareCatalogues(catalogueOf(older), catalogueOf(newer), { side, today: '2026-11-21' });
      if (changes.some(({ category, verdict }) => category === 'PAYLOAD' && verdict !== 'safe')) return;
      safe += 1;
      const values = createSample(sent.definitions)(sent.payload, { names: declaredNames(JSON.parse(JSON.stringify(met))), strangers: {} });
      const accepts = createAccepts(met.definitions)([met.payload]);
      expect({ refused: values.filter((value) => !accepts(value)), changes }).toMatchObject({ refused: [] });
    });
    fc.assert(property, runs);
    expect(safe).toBeGreaterThan(runs.numRuns / 20);
  });

  it('a version compared with itself, written out anew', () => {
    const property = fc.property(arbitraryPair, arbitraryDefinition, arbitraryDefinition, ([payload], first, second) => {
      const older = catalogueOf({ payload, definitions: definitionsOf(first, second) });
      for (const side of ['receiver', 'provider'] satisfies Side[]) {
        expect(compareCatalogues(older, JSON.parse(JSON.stringify(older)), { side, today: '2026-11-21' })).toEqual([]);
      }
    });
    fc.assert(property, { ...runs, numRuns: 300 });
  });
});
