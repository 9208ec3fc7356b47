import { asSchema, type Entry, flatten, type Node, valuesOf, type Walk } from './field-node.js';
import type { Json } from './model.js';
import { own, ownArray } from './own.js';
import { joinPointer } from './pointer.js';

/** One of the types that a value can have: JSON Schema's word for it, and how it reads (`array of string`, a type's name). */
interface Alternative {
  readonly kind: string;
  readonly text: string;
}

/** The JSON types that a node may have, `null` last; `any` where nothing is said, `nothing` where no value is valid. */
export function kindsOf(node: Node, open: ReadonlySet<string>, walk: Walk): string[] {
  return [...new Set(alternativesOf(node, open, walk).map(({ kind }) => kind))];
}

/** The same in words: `string | null`, `array of (string | integer)`; a circular schema is its type's name. */
export function typeText(node: Node, open: ReadonlySet<string>, walk: Walk): string {
  return [...new Set(alternativesOf(node, open, walk).map(({ text }) => text))].join(' | ');
}

function alternativesOf(node: Node, open: ReadonlySet<string>, walk: Walk): Alternative[] {
  if (node.impossible) return [{ kind: 'nothing', text: 'nothing' }];
  const inner = new Set([...open, ...node.names]);
  const unions = walk.steps > 0 ? node.unions : [];
  const offered = unions
    .map(({ alternatives }) => alternatives.flatMap((entry) => alternativesOf(flatten([entry], inner, walk), inner, walk)))
    .find((list) => list.every(({ kind }) => kind !== 'any'));
  const declared = declaredKinds(node);
  const fitting = offered?.filter(({ kind }) => declared === null || kind === 'type' || declared.includes(kind));
  const result =
    fitting !== undefined && fitting.length > 0 ? fitting : wordsOf(declared ?? inferredKinds(node, inner, walk), node, inner, walk);
  const all = node.orNull ? [...result, { kind: 'null', text: 'null' }] : result;
  if (all.length === 0) return [{ kind: 'nothing', text: 'nothing' }]; // types that contradict each other
  return [...all.filter(({ kind }) => kind !== 'null'), ...all.filter(({ kind }) => kind === 'null').slice(0, 1)];
}

function wordsOf(kinds: readonly string[], node: Node, open: ReadonlySet<string>, walk: Walk): Alternative[] {
  if (node.circular !== null && kinds.every((kind) => kind === 'any' || kind === 'null')) {
    return [{ kind: 'type', text: node.circular }, ...kinds.filter((kind) => kind === 'null').map((kind) => ({ kind, text: kind }))];
  }
  return kinds.map((kind) => ({ kind, text: kind === 'array' ? arrayText(node, open, walk) : kind }));
}

function arrayText(node: Node, open: ReadonlySet<string>, walk: Walk): string {
  const items = itemEntries(node);
  if (items.length === 0) return 'array';
  const texts = new Set(alternativesOf(flatten(items, open, walk), open, walk).map(({ text }) => text));
  if (texts.has('any')) return 'array';
  return `array of ${texts.size > 1 ? `(${[...texts].join(' | ')})` : [...texts].join()}`;
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
