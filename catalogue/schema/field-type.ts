import type { Json } from '../model/model.js';
import { getOwn } from '../model/properties.js';
import { type FieldNode, openField, valuesOf } from './field-node.js';
import { enter, type Walk } from './flatten.js';
import type { SchemaNode } from './tree.js';

/** What a value can be. */
export interface TypeWords {
  /** `string | null`, `array of (string | integer)`; a circular schema is its type's name; `any`, `nothing`. */
  readonly text: string;
  /** The JSON types, `null` last; `any` where nothing is said, `nothing` where no value is valid. */
  readonly kinds: readonly string[];
  /** The definitions that the text names, since they aren't looked into here. */
  readonly unopened: readonly string[];
}

/** A type of a field's values: JSON Schema's word for it, and how it reads (`array of string`, a type's name). */
interface Alternative {
  readonly kind: string;
  readonly text: string;
  readonly unopened: readonly string[];
}

const plain = (kind: string): Alternative => ({ kind, text: kind, unopened: [] });

export function describeType(node: FieldNode, walk: Walk): TypeWords {
  const all = alternativesOf(node, walk);
  return {
    text: [...new Set(all.map(({ text }) => text))].join(' | '),
    kinds: [...new Set(all.map(({ kind }) => kind))],
    unopened: [...new Set(all.flatMap(({ unopened }) => unopened))],
  };
}

function alternativesOf(node: FieldNode, walk: Walk): Alternative[] {
  if (node.isImpossible) return [plain('nothing')];
  const inner = enter(walk, node.names);
  const unions = walk.budget.steps > 0 ? node.unions : [];
  const offered = unions
    .map(({ alternatives }) => alternatives.flatMap((alternative) => alternativesOf(openField([alternative], inner), inner)))
    .find((list) => list.every(({ kind }) => kind !== 'any'));
  const declared = declaredKinds(node);
  const fitting = offered?.filter(({ kind }) => declared === null || kind === 'type' || declared.includes(kind));
  const result = fitting !== undefined && fitting.length > 0 ? fitting : wordsOf(declared ?? inferredKinds(node, inner), node, inner);
  const all = node.orNull ? [...result, plain('null')] : result;
  if (all.length === 0) return [plain('nothing')]; // types that contradict each other
  return [...all.filter(({ kind }) => kind !== 'null'), ...all.filter(({ kind }) => kind === 'null').slice(0, 1)];
}

function wordsOf(kinds: readonly string[], node: FieldNode, walk: Walk): Alternative[] {
  const { unopened } = node;
  if (unopened !== null && kinds.every((kind) => kind === 'any' || kind === 'null')) {
    return [{ kind: 'type', text: unopened, unopened: [unopened] }, ...kinds.filter((kind) => kind === 'null').map(plain)];
  }
  return kinds.map((kind) => (kind === 'array' ? arrayWords(node, walk) : plain(kind)));
}

function arrayWords(node: FieldNode, walk: Walk): Alternative {
  const items = itemsOf(node);
  if (items.length === 0) return plain('array');
  const all = alternativesOf(openField(items, walk), walk);
  const texts = new Set(all.map(({ text }) => text));
  if (texts.has('any')) return plain('array');
  const text = texts.size > 1 ? `(${[...texts].join(' | ')})` : [...texts].join();
  return { kind: 'array', text: `array of ${text}`, unopened: all.flatMap(({ unopened }) => unopened) };
}

/** What every item of an array must be. */
export const itemsOf = ({ parts }: FieldNode): SchemaNode[] => parts.flatMap((part) => part.child('items') ?? []);

/** The types that all parts with a `type` allow; null where none has one. */
function declaredKinds({ parts }: FieldNode): readonly string[] | null {
  const lists = parts.flatMap(({ types }) => (types === null ? [] : [[...new Set(types)]]));
  return lists.length === 0 ? null : lists.reduce(intersect);
}

/** An integer is a number. */
function intersect(one: readonly string[], two: readonly string[]): string[] {
  return one.flatMap((kind) => {
    if (two.includes(kind)) return [kind];
    return (kind === 'integer' && two.includes('number')) || (kind === 'number' && two.includes('integer')) ? ['integer'] : [];
  });
}

const shapes: readonly (readonly [string, readonly string[]])[] = [
  ['object', ['properties', 'required', 'additionalProperties', 'patternProperties']],
  ['array', ['items', 'prefixItems', 'contains']],
  ['string', ['pattern', 'format', 'minLength', 'maxLength']],
  ['number', ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf']],
];

function inferredKinds(node: FieldNode, walk: Walk): string[] {
  const values = valuesOf(node, walk);
  if (values.length > 0) return [...new Set(values.map(kindOf))];
  const shape = shapes.find(([, keywords]) =>
    node.parts.some(({ schema }) => keywords.some((keyword) => getOwn(schema, keyword) !== undefined)),
  );
  return [shape?.[0] ?? 'any'];
}

function kindOf(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}
