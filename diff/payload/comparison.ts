import type { Definition, Schema } from '../../catalogue/model/model.js';
import { comparePairs, createIdentify } from '../compare-pairs.js';
import { below, type Found } from '../found.js';
import { readAlternatives } from './alternatives.js';
import { compareAlternatives } from './compare-alternatives.js';
import { createResolve } from './definitions.js';
import { createIsSame, type IsSame } from './same-schema.js';

/** Schemas that a value must meet all of. */
export type Schemas = readonly Schema[];

/** Compares what two versions of a provider say of payloads. */
export interface Comparison {
  readonly isSame: IsSame;
  compare(older: Schemas, newer: Schemas): readonly Found[];
  /** The same for a member or an item, `*` for any of them. */
  compareBelow(segment: string, older: Schemas, newer: Schemas): readonly Found[];
}

export function createComparison(olderDefinitions: readonly Definition[], newerDefinitions: readonly Definition[]): Comparison {
  const [older, newer] = [createResolve(olderDefinitions), createResolve(newerDefinitions)];
  const isSame = createIsSame(older, newer);
  const identify = createIdentify();
  const name = (schema: Schema) => (typeof schema === 'boolean' ? String(schema) : identify(schema));
  const compareOnce = comparePairs<Schemas>({
    identify: (ones, twos) => `${ones.map((one) => name(older(one))).join()}|${twos.map((two) => name(newer(two))).join()}`,
    compare: (ones, twos) => compareAlternatives(readAlternatives(ones, older), readAlternatives(twos, newer), comparison),
    unread: 'schema-changed',
  });
  const compare = (ones: Schemas, twos: Schemas) =>
    ones.length === twos.length && ones.every((one, index) => isSame(one, twos[index] ?? true)) ? [] : compareOnce(ones, twos);
  const comparison: Comparison = { isSame, compare, compareBelow: (segment, ones, twos) => below(segment, compare(ones, twos)) };
  return comparison;
}
