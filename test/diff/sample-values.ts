import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { generateSync } from 'json-schema-faker';
import type { Definition, Json, JsonObject, Schema } from '../../catalogue/model/model.js';
import { getOwn, listProperties, setOwn } from '../../catalogue/model/properties.js';
import { openTree, type SchemaNode } from '../../catalogue/schema/tree.js';
import type { Alternative } from '../../diff/payload/alternative.js';
import { readAlternatives } from '../../diff/payload/alternatives.js';
import { patternsFor } from '../../diff/payload/object-parts.js';
import type { Kind } from '../../diff/payload/values.js';

type Nodes = readonly SchemaNode[];

/** Gives values that a schema accepts. */
export type Sample = (schema: Schema, guests?: Guests) => readonly Json[];

export interface Guests {
  /** Names for members of a map, such as the other version knows. */
  readonly names: readonly string[];
  /** Members that a schema doesn't declare, to be put into objects that it leaves open. */
  readonly strangers: JsonObject;
}

const maxDepth = 5;
const texts = [
  '',
  'a',
  'b',
  'abc',
  'abcde',
  'abcdefghi',
  '5',
  '2026-11-21',
  '2026-11-21T10:00:00Z',
  'f3d0f1de-0d3c-4b3e-9d7e-1f1f1f1f1f1f',
  'x-a',
];
const numbers = [0, 1, 2, 3, 5, 6, 10, -1, 0.5, 1.5, 15, 20];

/** Samples of one version: edge values of each kind, each member in turn absent or another, and what json-schema-faker makes of it. */
export function createSample(definitions: readonly Definition[]): Sample {
  const tree = openTree(definitions);
  const accepts = createAccepts(definitions);
  // All items of an array have one schema, and so have many properties: each schema is sampled once.
  const known = new Map<string, readonly Json[]>();
  const sample = (nodes: Nodes, guests: Guests, depth: number): readonly Json[] => {
    const schemas = nodes.map(({ schema }) => schema);
    const key = JSON.stringify([depth, guests, schemas]);
    const samples = known.get(key) ?? sampleAlternatives(readAlternatives(nodes), schemas, guests, depth);
    known.set(key, samples);
    return samples;
  };
  const sampleAlternatives = (all: readonly Alternative[], schemas: readonly Schema[], guests: Guests, depth: number): readonly Json[] => {
    const made = all.flatMap((one) => [...one.kinds].flatMap((kind) => sampleKind(kind, one, guests, depth)));
    return distinct(made.filter(accepts(schemas))).slice(0, 200);
  };
  const sampleKind = (kind: Kind, one: Alternative, guests: Guests, depth: number): readonly Json[] => {
    const listed = one.parts.flatMap(({ values }) => values ?? []);
    if (listed.length > 0) return listed;
    if (kind === 'null') return [null];
    if (kind === 'boolean') return [true, false];
    if (kind === 'string')
      return [
        ...texts,
        ...limitsOf(one, ['minLength', 'maxLength']).flatMap((size) =>
          ['a', 'b'].map((letter) => letter.repeat(Math.min(99, Math.max(0, size)))),
        ),
      ];
    if (kind === 'number')
      return [...numbers, ...limitsOf(one, ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'])];
    if (depth > maxDepth) return kind === 'array' ? [[]] : [{}];
    return kind === 'array' ? sampleArrays(one, guests, depth) : sampleObjects(one, guests, depth);
  };
  const sampleArrays = (one: Alternative, guests: Guests, depth: number): readonly Json[] => {
    const at = (index: number) =>
      sample(
        one.parts.flatMap((part) => itemAt(part, index)),
        guests,
        depth + 1,
      );
    const columns = [0, 1, 2, 3].map(at);
    const firsts = columns.map((values) => values[0]).filter((value) => value !== undefined);
    const others = [0, 1, 2].flatMap((index) =>
      (columns[index] ?? []).slice(0, 12).map((value) => [...firsts.slice(0, index), value, ...firsts.slice(index + 1, 2)]),
    );
    return [...[0, 1, 2, 3, 4].map((length) => firsts.slice(0, length)), ...others];
  };
  const sampleObjects = (one: Alternative, guests: Guests, depth: number): readonly Json[] => {
    const required = new Set(one.parts.flatMap((part) => part.required));
    const names = new Set([
      ...one.parts.flatMap((part) => [...part.children('properties').keys()].filter((name) => name !== null)),
      ...required,
      ...saidNames(one, guests),
    ]);
    const columns = [...names].map((name): [string, readonly Json[]] => [
      name,
      sample(
        one.parts.flatMap((part) => memberAt(part, name)),
        guests,
        depth + 1,
      ),
    ]);
    const pick = (test: (name: string) => boolean) =>
      columns.flatMap(([name, [first]]): [string, Json][] => (first === undefined || !test(name) ? [] : [[name, first]]));
    const least = pick((name) => required.has(name));
    const most = pick(() => true);
    const vary = (name: string, value: Json) => [...least.filter(([other]) => other !== name), [name, value] as [string, Json]];
    // The first other value of each member, then the second of each: where there are too many, each has had some.
    const varied = Array.from({ length: 40 }, (_, index) =>
      columns.flatMap(([name, values]) => values.slice(index + 1, index + 2).map((value) => vary(name, value))),
    ).flat();
    const without = columns.map(([name]) => pick((other) => other !== name));
    const odd = Object.entries(guests.strangers).map(([name, value]) => vary(name, value));
    return [least, most, ...odd, ...without, ...varied].map(build);
  };
  return (schema, guests = { names: [], strangers: {} }) => {
    const faked = fake(schema, definitions).filter(accepts([schema]));
    return distinct([...sample([tree.read(schema)], guests, 0), ...faked]);
  };
}

function build(entries: readonly (readonly [string, Json])[]): JsonObject {
  const object: Record<string, Json> = {};
  for (const [name, value] of entries) setOwn(object, name, value);
  return object;
}

/** Every name of a member that a schema declares, however deep. */
export function declaredNames(schema: Json): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const inner = Object.values(schema).flatMap((value: Json) => declaredNames(value));
  return [...new Set([...listProperties(getOwn(schema, 'properties')).map(([name]) => name), ...inner])];
}

/** Names that fall under what a schema says of other members. */
function saidNames({ parts }: Alternative, { names }: Guests): string[] {
  const isSaid = parts.some((part) => {
    const others = part.child('additionalProperties');
    return (others !== null && others.schema !== false) || part.children('patternProperties').size > 0;
  });
  return isSaid ? ['extra', 'x-a', 'y-a', 'a', 'b', ...names] : [];
}

function memberAt(part: SchemaNode, name: string): Nodes {
  const property = part.children('properties').get(name);
  const nodes = [...(property === undefined ? [] : [property]), ...patternsFor(name, part)];
  const others = part.child('additionalProperties');
  return nodes.length > 0 || others === null ? nodes : [others];
}

const itemAt = ({ tuple, items }: SchemaNode, index: number): Nodes => [tuple?.[index] ?? items ?? []].flat();

/** Just at the limits, and a step to either side of them. */
function limitsOf({ parts }: Alternative, keywords: readonly string[]): number[] {
  const limits = parts
    .flatMap((part) => keywords.map((keyword) => getOwn(part.schema, keyword)))
    .filter((limit) => typeof limit === 'number');
  return limits.flatMap((limit) => [limit, limit - 1, limit + 1, limit + 0.5]);
}

function fake(schema: Schema, definitions: readonly Definition[]): readonly Json[] {
  if (typeof schema === 'boolean') return [];
  const whole = { ...schema, definitions: Object.fromEntries(definitions.map((one) => [one.typeName, one.schema])) };
  return [1, 2, 3].flatMap((seed) => {
    try {
      return [generateSync(whole as never, { seed, fillProperties: false, optionalsProbability: seed / 3 } as never) as Json];
    } catch {
      return []; // what it can't do, it throws at
    }
  });
}

/** Plain ajv, which knows nothing of ours. */
export function createAccepts(definitions: readonly Definition[]): (schemas: readonly Schema[]) => (value: Json) => boolean {
  const ajv = new Ajv({ strict: false, ownProperties: true, unicodeRegExp: true, validateSchema: false, logger: false });
  formats.default(ajv);
  const shared = Object.fromEntries(definitions.map(({ typeName, schema }) => [typeName, schema]));
  const known = new Map<string, (value: Json) => unknown>();
  return (schemas) => {
    const key = JSON.stringify(schemas);
    const validate = known.get(key) ?? ajv.compile({ allOf: schemas.length > 0 ? [...schemas] : [true], definitions: shared });
    known.set(key, validate);
    return (value) => validate(value) === true;
  };
}

function distinct(values: readonly Json[]): readonly Json[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}
