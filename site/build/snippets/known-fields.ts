import type { Provider, Source, WebhookEvent } from '../../../catalogue/model/model.js';
import { parsePointer } from '../../../catalogue/model/pointer.js';
import { tolerantProvider } from '../../../catalogue/schema/policy.js';
import { createShapeReader } from '../../../generators/types/read-schema.js';
import type { Shape } from '../../../generators/types/shape.js';

type Path = readonly string[];

/** Deeper properties make a poor example. */
const maxDepth = 4;

/**
 * Up to two required properties of the payload that contain a scalar, as paths of names. Those about this event come
 * first, then constants and what the receiver itself uses (the event's name, its id, its signed time).
 */
export function findKnownFields(event: WebhookEvent, provider: Provider): Path[] {
  const { payloads, reader } = openTypes(provider);
  const told = sourcesOf(provider).map((path) => path.join('\0'));
  const fields = [...listScalars(reader.read(payloads.get(event.name) ?? true), reader.definition, [])];
  const isDull = ({ path, shape }: (typeof fields)[number]) => isConstant(shape) || told.includes(path.join('\0'));
  return [...fields.filter((field) => !isDull(field)), ...fields.filter(isDull)].slice(0, 2).map(({ path }) => path);
}

const opened = new WeakMap<Provider, ReturnType<typeof readTypes>>();

/** A provider's types are read once for all of its events. */
function openTypes(provider: Provider): ReturnType<typeof readTypes> {
  const types = opened.get(provider) ?? readTypes(provider);
  opened.set(provider, types);
  return types;
}

/** Tolerant, like the receiver's types. */
function readTypes(provider: Provider) {
  const { definitions, events } = tolerantProvider(provider);
  return { payloads: new Map(events.map(({ name, payload }) => [name, payload])), reader: createShapeReader(definitions) };
}

function sourcesOf({ discriminator, dedupe, signature }: Provider): Path[] {
  const time = signature?.timestamp ?? null;
  const sources: readonly Source[] = [
    ...(discriminator?.sources ?? []),
    ...(dedupe.by === 'sources' ? dedupe.sources : []),
    ...(time === null ? [] : [time]),
  ];
  return sources.flatMap((source) => (source.kind === 'pointer' ? [parsePointer(source.pointer)] : []));
}

type Resolve = (name: string) => Shape;

function* listScalars(shape: Shape, resolve: Resolve, path: Path): Generator<{ readonly path: Path; readonly shape: Shape }> {
  for (const [name, member] of membersOf(shape, resolve)) {
    const below = [...path, name];
    if (isScalar(member)) yield { path: below, shape: member };
    else if (below.length < maxDepth) yield* listScalars(member, resolve, below);
  }
}

/** The properties that every value of this shape has; for a union, those that all alternatives have. */
function membersOf(shape: Shape, resolve: Resolve, depth = 0): ReadonlyMap<string, Shape> {
  if (depth > maxDepth) return new Map();
  if (shape.kind === 'ref') return membersOf(resolve(shape.name), resolve, depth + 1);
  if (shape.kind === 'object')
    return new Map([...shape.members].flatMap(([name, member]) => (member.required ? [[name, member.shape]] : [])));
  if (shape.kind !== 'union' && shape.kind !== 'intersection') return new Map();
  const [first, ...others] = shape.of.map((one) => membersOf(one, resolve, depth + 1));
  if (first === undefined) return new Map();
  if (shape.kind === 'intersection') return joinMembers([first, ...others]);
  const all = [...first].filter(([name]) => others.every((other) => other.has(name)));
  return new Map(all.map(([name, member]) => [name, { kind: 'union', of: [member, ...others.map((other) => other.get(name) ?? member)] }]));
}

/** Empty if two of them disagree on a property: there may be no such value. */
function joinMembers(parts: readonly ReadonlyMap<string, Shape>[]): ReadonlyMap<string, Shape> {
  const names = parts.flatMap((part) => [...part.keys()]);
  if (new Set(names).size < names.length) return new Map();
  return new Map(parts.flatMap((part) => [...part]));
}

function isScalar(shape: Shape): boolean {
  if (shape.kind === 'primitive') return shape.type !== 'null';
  if (shape.kind === 'literals') return shape.values.every((value) => typeof value !== 'object');
  return shape.kind === 'union' && shape.of.some((one) => isScalar(one)) && shape.of.every((one) => isScalar(one) || isNull(one));
}

const isNull = (shape: Shape) => shape.kind === 'primitive' && shape.type === 'null';

const isConstant = (shape: Shape) => shape.kind === 'literals' && shape.openTo === null && shape.values.length === 1;
