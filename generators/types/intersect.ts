import type { Json } from '../../catalogue/model/model.js';
import { literals, type Member, never, type ObjectShape, type Primitive, type Shape, typeOfValue, union, unknown } from './shape.js';

/** The shape of a definition; null while it is being read. */
export type Resolve = (name: string) => Shape | null;

/** A union with more alternatives is not multiplied out: it stays `Base & (A | B)`. */
const maxAlternatives = 24;
const maxCombinations = 5000;
/** Definitions nested deeper than this are not merged: they stay names (`A & B`). */
const maxExpansions = 2;

/** The values that have all the shapes. Objects become one object, so that a reader sees all properties together. */
export function intersectAll(shapes: readonly Shape[], resolve: Resolve): Shape {
  const all = shapes.reduce((left, right) => intersect(left, right, resolve, 0), unknown);
  return all.kind === 'intersection' ? { kind: 'intersection', of: withinReach(all.of, resolve) } : all;
}

/** Drops unions that would make too many combinations: TypeScript gives up at 100,000. The type is wider then. */
function withinReach(parts: readonly Shape[], resolve: Resolve): Shape[] {
  let combinations = 1;
  return parts.filter((part) => {
    const whole = expand(part, resolve);
    const count = whole?.kind === 'union' ? whole.of.length : 1;
    if (combinations * count > maxCombinations) return false;
    combinations *= count;
    return true;
  });
}

function intersect(left: Shape, right: Shape, resolve: Resolve, expansions: number): Shape {
  if (left.kind === 'unknown' || right.kind === 'never') return right;
  if (right.kind === 'unknown' || left.kind === 'never') return left;
  if (left.kind === 'ref' || right.kind === 'ref') return intersectReference(left, right, resolve, expansions);
  if (left.kind === 'intersection') return intersectInto(left.of, right, resolve, expansions);
  if (right.kind === 'intersection') return right.of.reduce<Shape>((all, one) => intersect(all, one, resolve, expansions), left);
  if (left.kind === 'union') return distribute(left.of, right, (one) => intersect(one, right, resolve, expansions), resolve);
  if (right.kind === 'union') return distribute(right.of, left, (one) => intersect(left, one, resolve, expansions), resolve);
  return intersectPlain(left, right, resolve, expansions);
}

type Plain = Exclude<Shape, { kind: 'unknown' | 'never' | 'ref' | 'intersection' | 'union' }>;

function intersectPlain(left: Plain, right: Plain, resolve: Resolve, expansions: number): Shape {
  const merge = (one: Shape, other: Shape) => intersect(one, other, resolve, expansions);
  if (left.kind === 'literals') return narrowLiterals(left, right);
  if (right.kind === 'literals') return narrowLiterals(right, left);
  if (left.kind === 'object' && right.kind === 'object') return mergeObjects(left, right, merge);
  if (left.kind === 'primitive') return right.kind === 'primitive' && left.type === right.type ? left : never;
  if (right.kind === 'primitive') return never;
  if (left.kind === 'object' || right.kind === 'object') return never;
  if (left.kind === 'array' && right.kind === 'array') return { kind: 'array', items: merge(left.items, right.items) };
  const [tuple, other] = left.kind === 'tuple' ? [left, right] : [right, left];
  if (tuple.kind !== 'tuple' || other.kind !== 'array') return left;
  const items = tuple.items.map((item) => merge(item, other.items));
  return { ...tuple, items, rest: tuple.rest && merge(tuple.rest, other.items) };
}

/** The values that another shape admits. Of a value that is an object or an array, only the type is compared. */
function narrowLiterals(known: Extract<Shape, { kind: 'literals' }>, other: Plain): Shape {
  if (other.kind === 'literals' && other.openTo === null && known.openTo !== null) return narrowLiterals(other, known);
  const types = admittedTypes(other);
  if (known.openTo !== null && other.kind === 'literals' && other.unlisted && other.openTo === known.openTo) return other;
  if (known.openTo !== null) return types.has(known.openTo) ? known : never;
  const listed = other.kind === 'literals' && other.openTo === null ? new Set(other.values.map((value) => JSON.stringify(value))) : null;
  const admits = (value: Json) => (listed ? listed.has(JSON.stringify(value)) : types.has(typeOfValue(value)));
  return literals(known.values.filter(admits));
}

function admittedTypes(shape: Plain): ReadonlySet<Primitive | 'object' | 'array'> {
  if (shape.kind === 'primitive') return new Set([shape.type]);
  if (shape.kind === 'object') return new Set(['object']);
  if (shape.kind !== 'literals') return new Set(['array']);
  return new Set(shape.openTo === null ? shape.values.map(typeOfValue) : [shape.openTo]);
}

function mergeObjects(left: ObjectShape, right: ObjectShape, merge: (left: Shape, right: Shape) => Shape): Shape {
  const members = new Map(left.members);
  for (const [name, member] of right.members) {
    const known = left.members.get(name);
    members.set(name, known ? mergeMembers(known, member, merge) : member);
  }
  const rest = left.rest && right.rest ? merge(left.rest, right.rest) : (left.rest ?? right.rest);
  return { kind: 'object', members, rest };
}

function mergeMembers(left: Member, right: Member, merge: (left: Shape, right: Shape) => Shape): Member {
  return {
    shape: merge(left.shape, right.shape),
    required: left.required || right.required,
    docs: {
      text: right.docs.text ?? left.docs.text,
      facts: [...new Set([...left.docs.facts, ...right.docs.facts])],
      example: right.docs.example ?? left.docs.example,
      deprecated: left.docs.deprecated || right.docs.deprecated,
    },
  };
}

/** A definition stays a name if nothing is added to it. Together with an object it becomes one object. */
function intersectReference(left: Shape, right: Shape, resolve: Resolve, expansions: number): Shape {
  if (left.kind === 'ref' && right.kind === 'ref' && left.name === right.name) return left;
  const expandedLeft = expansions < maxExpansions ? expand(left, resolve) : null;
  const expandedRight = expansions < maxExpansions ? expand(right, resolve) : null;
  if (isBare(right) && expandedLeft?.kind === 'object') return left;
  if (isBare(left) && expandedRight?.kind === 'object') return right;
  if (!expandedLeft || !expandedRight || keepsName(expandedLeft, expandedRight)) return intersectInto([left], right, resolve, expansions);
  return intersect(expandedLeft, expandedRight, resolve, expansions + 1);
}

/** A union of objects reads better by its name: `Base & Payment`. */
function keepsName(left: Shape, right: Shape): boolean {
  const isCompound = ({ kind }: Shape) => kind === 'union' || kind === 'intersection';
  const isStructure = ({ kind }: Shape) => kind !== 'primitive' && kind !== 'literals';
  return (isCompound(left) && isStructure(right)) || (isCompound(right) && isStructure(left));
}

function expand(shape: Shape, resolve: Resolve): Shape | null {
  let current: Shape | null = shape;
  for (let steps = 0; current?.kind === 'ref' && steps < 100; steps += 1) current = resolve(current.name);
  return current?.kind === 'ref' ? null : current;
}

const isBare = (shape: Shape) => shape.kind === 'object' && shape.members.size === 0 && shape.rest === null;

/** Adds a shape to an intersection. Two objects become one. */
function intersectInto(parts: readonly Shape[], added: Shape, resolve: Resolve, expansions: number): Shape {
  const at = added.kind === 'object' ? parts.findIndex(({ kind }) => kind === 'object') : -1;
  if (at >= 0)
    return { kind: 'intersection', of: parts.map((part, index) => (index === at ? intersect(part, added, resolve, expansions) : part)) };
  const others = added.kind === 'intersection' ? added.of : [added];
  return { kind: 'intersection', of: [...parts, ...others] };
}

/** Combines each alternative with the other shape if the result is readable. */
function distribute(alternatives: readonly Shape[], beside: Shape, intersectOne: (one: Shape) => Shape, resolve: Resolve): Shape {
  const isNamedObject = (shape: Shape) => shape.kind === 'ref' && expand(shape, resolve)?.kind !== 'primitive';
  const isAdded = beside.kind === 'object' && !isBare(beside);
  const size = alternatives.length * (beside.kind === 'union' ? beside.of.length : 1);
  if (size > maxAlternatives || (isAdded && alternatives.some(isNamedObject)))
    return { kind: 'intersection', of: [beside, union(alternatives)] };
  return union(alternatives.map(intersectOne));
}
