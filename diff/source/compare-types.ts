import type { Definition, Json, Schema } from '../../catalogue/model/model.js';
import { createShapeReader } from '../../generators/types/read-schema.js';
import type { Shape, TupleShape } from '../../generators/types/shape.js';
import { comparePairs, createIdentify } from '../compare-pairs.js';
import { below, type Found, found } from '../found.js';
import { pairAlternatives } from '../pair-alternatives.js';
import { type CompareShapes, compareMembers } from './compare-members.js';
import { describeChange } from './describe-shape.js';
import { openShape, type PlainShape } from './open-shape.js';

/**
 * Compares the types that two versions' payloads get. The definitions are those of the policy that a side's code is
 * compiled against: a receiver's tolerant ones, a publisher's strict ones.
 */
export function createTypeComparison(
  olderDefinitions: readonly Definition[],
  newerDefinitions: readonly Definition[],
): (older: Schema, newer: Schema) => readonly Found[] {
  const [older, newer] = [createShapeReader(olderDefinitions), createShapeReader(newerDefinitions)];
  const identify = createIdentify();
  const resolved = (reader: typeof older, shape: Shape): Shape => (shape.kind === 'ref' ? reader.definition(shape.name) : shape);
  const compare: CompareShapes = comparePairs<Shape>({
    identify: (one, two) => `${identify(resolved(older, one))}|${identify(resolved(newer, two))}`,
    compare: (one, two) => compareParts(openShape(one, older.definition), openShape(two, newer.definition), compare),
    unread: 'type-reshaped',
  });
  return (one, two) => compare(older.read(one), newer.read(two));
}

/** Every alternative of a union is compared with every one of the other. Past this many pairs, they aren't compared. */
const maxPairs = 10_000;

type PlainShapes = readonly PlainShape[];

function compareParts(older: PlainShapes, newer: PlainShapes, compare: CompareShapes): Found[] {
  const message = describeChange(newer, older);
  const [was, is] = [older.some(isUnknown), newer.some(isUnknown)];
  if (was || is) return was === is ? [] : [found(is ? 'member-type-widened' : 'member-type-narrowed', message)];
  const [ones, twos] = [older.filter(isStructure), newer.filter(isStructure)];
  if (ones.length * twos.length > maxPairs) return [found('type-reshaped', `one of ${twos.length} shapes, was one of ${ones.length}`)];
  // With one alternative each, they are the same one, changed.
  const isUnion = ones.length + twos.length > 2;
  const paired = pairAlternatives(ones, twos, (one, two) =>
    isUnion && differInTag(one, two) ? null : compareStructures(one, two, compare),
  );
  const [gained, lost] = [
    [...missing(newer, older), ...paired.added],
    [...missing(older, newer), ...paired.removed],
  ];
  const code =
    gained.length > 0 && lost.length > 0 ? 'member-type-changed' : gained.length > 0 ? 'member-type-widened' : 'member-type-narrowed';
  return [...(gained.length + lost.length > 0 ? [found(code, message)] : []), ...paired.found];
}

const isUnknown = ({ kind }: PlainShape) => kind === 'unknown';
type Structure = Extract<PlainShape, { kind: 'object' | 'array' | 'tuple' | 'intersection' }>;
const isStructure = (part: PlainShape): part is Structure => ['object', 'array', 'tuple', 'intersection'].includes(part.kind);

/** The scalars of `parts` that `others` don't admit. */
function missing(parts: PlainShapes, others: PlainShapes): string[] {
  const admitted = new Set(others.flatMap(scalarsOf));
  return parts.flatMap(scalarsOf).filter((scalar) => !admitted.has(scalar) && !admitted.has(primitiveOf(scalar)));
}

/** `string` for any string, `"a"` for one. An open list of strings admits any string, or any unlisted one. */
function scalarsOf(part: PlainShape): string[] {
  if (part.kind === 'primitive') return part.type === 'boolean' ? ['true', 'false'] : [part.type];
  if (part.kind !== 'literals') return [];
  if (part.openTo !== null) return [part.unlisted ? `unlisted ${part.openTo}` : part.openTo];
  return part.values.map((value) => JSON.stringify(value));
}

function primitiveOf(scalar: string): string {
  if (scalar.startsWith('unlisted ')) return scalar.slice('unlisted '.length);
  if (scalar.startsWith('"')) return 'string';
  return /^-?\d/.test(scalar) ? 'number' : scalar;
}

/** null: they have nothing in common. */
function compareStructures(older: Structure, newer: Structure, compare: CompareShapes): readonly Found[] | null {
  if (older.kind === 'object' && newer.kind === 'object') return compareMembers(older, newer, compare);
  if (older.kind === 'array' && newer.kind === 'array') return below('*', compare(older.items, newer.items));
  if (older.kind === 'tuple' && newer.kind === 'tuple') return compareTuples(older, newer, compare);
  if (older.kind === 'intersection' && newer.kind === 'intersection' && older.of.length === newer.of.length)
    return older.of.flatMap((one, index) => compare(one, newer.of[index] ?? one));
  const isList = (kind: string) => kind === 'array' || kind === 'tuple';
  return isList(older.kind) !== isList(newer.kind) ? null : [found('type-reshaped', describeChange([newer], [older]))];
}

function compareTuples(older: TupleShape, newer: TupleShape, compare: CompareShapes): readonly Found[] {
  const message = `${describeTuple(newer)}, was ${describeTuple(older)}`;
  if (older.items.length !== newer.items.length)
    return [
      found(
        'type-reshaped',
        `a tuple of ${describeTuple(newer)}, ${newer.items.length} of them by type; was ${describeTuple(older)}, ${older.items.length} by type`,
      ),
    ];
  const isWider = (newer.rest !== null && older.rest === null) || newer.required < older.required;
  const isNarrower = (newer.rest === null && older.rest !== null) || newer.required > older.required;
  const code = isWider && isNarrower ? 'member-type-changed' : isWider ? 'member-type-widened' : 'member-type-narrowed';
  const items = older.items.flatMap((item, index) => below(String(index), compare(item, newer.items[index] ?? item)));
  return [
    ...(isWider || isNarrower ? [found(code, message)] : []),
    ...items,
    ...(older.rest && newer.rest ? below('*', compare(older.rest, newer.rest)) : []),
  ];
}

/** `2 to 3 items`, `2 or more items` */
function describeTuple({ items, required, rest }: TupleShape): string {
  if (rest) return `${required} or more items`;
  return required === items.length ? `${required} items` : `${required} to ${items.length} items`;
}

/** Whether they are different alternatives of a union: a property that one requires has other values in the other. */
function differInTag(older: Structure, newer: Structure): boolean {
  if (older.kind !== 'object' || newer.kind !== 'object') return false;
  return [...older.members].some(([name, { shape, required }]) => {
    const other = newer.members.get(name)?.shape;
    if (!required || shape.kind !== 'literals' || other?.kind !== 'literals') return false;
    if (shape.openTo !== null || other.openTo !== null) return (shape.unlisted ?? false) !== (other.unlisted ?? false);
    const values = new Set(shape.values.map((value: Json) => JSON.stringify(value)));
    return !other.values.some((value) => values.has(JSON.stringify(value)));
  });
}
