import type { CommonMark, Json } from '../model/model.js';
import { getOwn, getString } from '../model/properties.js';
import { enter, type Flat, flatten, type Walk } from './flatten.js';
import type { SchemaNode, Union } from './tree.js';

/** All that applies to a field, as people read it: a union of one alternative and null is that alternative, or null. */
export interface FieldNode extends Flat {
  readonly orNull: boolean;
}

export interface Constraint {
  readonly keyword: string;
  readonly value: Json;
}

export function openField(nodes: readonly SchemaNode[], walk: Walk): FieldNode {
  const flat = flatten(nodes, walk);
  const nullable = flat.unions.flatMap((union) => {
    const alternatives = withoutNull(union);
    return alternatives.length < 2 && union.condition === null ? [{ union, alternatives }] : [];
  });
  if (nullable.length === 0) return { ...flat, orNull: false };
  const opened = openField(
    nullable.flatMap(({ union, alternatives }) => (alternatives.length === 0 ? union.alternatives : alternatives)),
    enter(walk, flat.names),
  );
  const known = new Set(nullable.map(({ union }) => union));
  return {
    parts: [...flat.parts, ...opened.parts],
    names: [...flat.names, ...opened.names],
    unions: [...flat.unions.filter((union) => !known.has(union)), ...opened.unions],
    unopened: opened.unopened ?? flat.unopened,
    isImpossible: flat.isImpossible || opened.isImpossible,
    orNull: opened.orNull || nullable.some(({ alternatives }) => alternatives.length > 0),
  };
}

const withoutNull = ({ alternatives }: Union) =>
  alternatives.filter(({ schema }) => getOwn(schema, 'type') !== 'null' && getOwn(schema, 'const') !== null);

const constraintKeywords = [
  'format',
  'pattern',
  'minLength',
  'maxLength',
  'minimum',
  'exclusiveMinimum',
  'maximum',
  'exclusiveMaximum',
  'multipleOf',
  'minItems',
  'maxItems',
  'uniqueItems',
  'minProperties',
  'maxProperties',
  'contentEncoding',
  'contentMediaType',
  'additionalProperties',
  'not',
  'default',
];

/** The constraints in a fixed order; `additionalProperties` and `uniqueItems` only where they say something. */
export function constraintsOf({ parts }: Flat): Constraint[] {
  return constraintKeywords.flatMap((keyword) => {
    const value = lastOf(parts, keyword);
    if (value === undefined || (keyword === 'additionalProperties' && value !== false) || (keyword === 'uniqueItems' && value !== true))
      return [];
    return [{ keyword, value }];
  });
}

export function lastOf(parts: Flat['parts'], keyword: string): Json | undefined {
  return parts.map(({ schema }) => getOwn(schema, keyword)).findLast((value) => value !== undefined);
}

export function descriptionOf({ parts }: Flat): CommonMark | null {
  return parts.map(({ schema }) => getString(schema, 'description')?.trim() ?? '').findLast((text) => text !== '') ?? null;
}

/** The only possible values: those in every `enum` and `const`, or a union's whose alternatives list theirs. */
export function valuesOf(node: FieldNode, walk: Walk): readonly Json[] {
  const inner = enter(walk, node.names);
  const lists = node.parts.flatMap(({ values }) => (values === null ? [] : [values]));
  for (const { alternatives } of walk.budget.steps > 0 ? node.unions : []) {
    const all = alternatives.map((alternative) => valuesOf(openField([alternative], inner), inner));
    if (all.every((list) => list.length > 0)) lists.push(all.flat());
  }
  const [first, ...others] = lists;
  const known = others.map((list) => new Set(list.map((value) => JSON.stringify(value))));
  return (first ?? []).filter((value) => known.every((keys) => keys.has(JSON.stringify(value))));
}
