import type { Json } from '../model/model.js';
import { own, ownArray } from '../model/own.js';
import { joinPointer } from '../model/pointer.js';
import { asSchema, type Entry, flatten, type Node, valuesOf, type Walk } from './field-node.js';

/** What a value can be. */
export interface TypeWords {
  /** `string | null`, `array of (string | integer)`; a circular schema is its type's name; `any`, `nothing`. */
  readonly text: string;
  /** The JSON types, `null` last; `any` where nothing is said, `nothing` where no value is valid. */
  readonly kinds: readonly string[];
  /** The definitions that the text names, since they aren't looked into here. */
  readonly unopened: readonly string[];
}

/** One of the types that a value can have: JSON Schema's word for it, and how it reads (`array of string`, a type's name). */
interface Alternative {
  readonly kind: string;
  readonly text: string;
  readonly unopened: readonly string[];
}

const plain = (kind: string): Alternative => ({ kind, text: kind, unopened: [] });

export function describeType(node: Node, open: ReadonlySet<string>, walk: Walk): TypeWords {
  const all = alternativesOf(node, open, walk);
  return {
    text: [...new Set(all.map(({ text }) => text))].join(' | '),
    kinds: [...new Set(all.map(({ kind }) => kind))],
    unopened: [...new Set(all.flatMap(({ unopened }) => unopened))],
  };
}

function alternativesOf(node: Node, open: ReadonlySet<string>, walk: Walk): Alternative[] {
  if (node.impossible) return [plain('nothing')];
  const inner = new Set([...open, ...node.names]);
  const unions = walk.steps > 0 ? node.unions : [];
  const offered = unions
    .map(({ alternatives }) => alternatives.flatMap((entry) => alternativesOf(flatten([entry], inner, walk), inner, walk)))
    .find((list) => list.every(({ kind }) => kind !== 'any'));
  const declared = declaredKinds(node);
  const fitting = offered?.filter(({ kind }) => declared === null || kind === 'type' || declared.includes(kind));
  const result =
    fitting !== undefined && fitting.length > 0 ? fitting : wordsOf(declared ?? inferredKinds(node, inner, walk), node, inner, walk);
  const all = node.orNull ? [...result, plain('null')] : result;
  if (all.length === 0) return [plain('nothing')]; // types that contradict each other
  return [...all.filter(({ kind }) => kind !== 'null'), ...all.filter(({ kind }) => kind === 'null').slice(0, 1)];
}

function wordsOf(kinds: readonly string[], node: Node, open: ReadonlySet<string>, walk: Walk): Alternative[] {
  const { circular } = node;
  if (circular !== null && kinds.every((kind) => kind === 'any' || kind === 'null')) {
    return [{ kind: 'type', text: circular, unopened: [circular] }, ...kinds.filter((kind) => kind === 'null').map(plain)];
  }
  return kinds.map((kind) => (kind === 'array' ? arrayWords(node, open, walk) : plain(kind)));
}

function arrayWords(node: Node, open: ReadonlySet<string>, walk: Walk): Alternative {
  const items = itemEntries(node);
  if (items.length === 0) return plain('array');
  const all = alternativesOf(flatten(items, open, walk), open, walk);
  const texts = new Set(all.map(({ text }) => text));
  if (texts.has('any')) return plain('array');
  const text = texts.size > 1 ? `(${[...texts].join(' | ')})` : [...texts].join();
  return { kind: 'array', text: `array of ${text}`, unopened: all.flatMap(({ unopened }) => unopened) };
}

/** What every item of an array must be. */
export function itemEntries({ parts }: Node): Entry[] {
  return parts.flatMap(({ schema, place }) => {
    const items = own(schema, 'items');
    return items === undefined || Array.isArray(items) ? [] : [{ schema: asSchema(items), place: joinPointer(place, 'items') }];
  });
}

/** The types that all parts with a `type` allow; null where none has one. */
function declaredKinds({ parts }: Node): string[] | null {
  let kinds: string[] | null = null;
  for (const { schema } of parts) {
    const type = own(schema, 'type');
    if (type === undefined) continue;
    const listed = (Array.isArray(type) ? type : [type]).filter((kind): kind is string => typeof kind === 'string');
    kinds = kinds === null ? [...new Set(listed)] : intersect(kinds, listed);
  }
  return kinds;
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

function inferredKinds(node: Node, open: ReadonlySet<string>, walk: Walk): string[] {
  const values = valuesOf(node, open, walk);
  if (values.length > 0) return [...new Set(values.map(kindOf))];
  const shape = shapes.find(([, keywords]) =>
    node.parts.some(({ schema }) => keywords.some((keyword) => own(schema, keyword) !== undefined)),
  );
  return [shape?.[0] ?? 'any'];
}

function kindOf(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

/** The schemas of a tuple's items, by position; none where the array isn't one. */
export function tupleEntries({ parts }: Node): Entry[] {
  return parts.flatMap(({ schema, place }) => {
    const keyword = ['prefixItems', 'items'].find((name) => Array.isArray(own(schema, name)));
    return keyword === undefined
      ? []
      : ownArray(schema, keyword).map((item, index) => ({ schema: asSchema(item), place: joinPointer(place, keyword, index) }));
  });
}
