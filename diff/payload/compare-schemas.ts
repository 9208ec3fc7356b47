import type { Definition, Schema } from '../../catalogue/model/model.js';
import { openTree, type SchemaNode } from '../../catalogue/schema/tree.js';
import { comparePairs, createIdentify } from '../compare-pairs.js';
import { below, type Found } from '../found.js';
import { readAlternatives } from './alternatives.js';
import { compareAlternatives } from './compare-alternatives.js';
import type { Comparison, Nodes } from './comparison.js';
import { createIsSame, resolve } from './same-schema.js';

/** Compares payloads, headers and definitions of two versions of a provider. */
export interface SchemaComparison {
  isSame(older: Schema, newer: Schema): boolean;
  compare(older: Schema, newer: Schema): readonly Found[];
}

export function createSchemaComparison(olderDefinitions: readonly Definition[], newerDefinitions: readonly Definition[]): SchemaComparison {
  const [older, newer] = [openTree(olderDefinitions), openTree(newerDefinitions)];
  const isSame = createIsSame();
  const identify = createIdentify();
  const name = ({ schema }: SchemaNode) => (typeof schema === 'boolean' ? String(schema) : identify(schema));
  const nameAll = (nodes: Nodes) => nodes.map((node) => name(resolve(node))).join();
  const compareOnce = comparePairs<Nodes>({
    identify: (ones, twos) => `${nameAll(ones)}|${nameAll(twos)}`,
    compare: (ones, twos) => compareAlternatives(readAlternatives(ones), readAlternatives(twos), comparison),
    unread: 'schema-changed',
  });
  const compare = (ones: Nodes, twos: Nodes) =>
    ones.length === twos.length && ones.every((one, index) => twos[index] && isSame(one, twos[index])) ? [] : compareOnce(ones, twos);
  const comparison: Comparison = { isSame, compareBelow: (segment, ones, twos) => below(segment, compare(ones, twos)) };
  return {
    isSame: (one, two) => isSame(older.read(one), newer.read(two)),
    compare: (one, two) => compare([older.read(one)], [newer.read(two)]),
  };
}
