import type { Json } from '../../catalogue/model/model.js';

/**
 * What a value looks like, in TypeScript's terms. A shape is between a JSON Schema, which constrains, and a type, which
 * lists. Every value that the schema accepts has the shape. Where TypeScript cannot express a constraint, other values
 * have it too.
 */
export type Shape =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'never' }
  | { readonly kind: 'primitive'; readonly type: Primitive }
  | Literals
  | ObjectShape
  | { readonly kind: 'array'; readonly items: Shape }
  | TupleShape
  | { readonly kind: 'union'; readonly of: readonly Shape[] }
  | { readonly kind: 'intersection'; readonly of: readonly Shape[] }
  /** A definition by its type's name. */
  | { readonly kind: 'ref'; readonly name: string };

/** These values. An open list names the known values of a primitive, and admits its other values too. */
export interface Literals {
  readonly kind: 'literals';
  readonly values: readonly Json[];
  readonly openTo: Primitive | null;
  /** The other values have a type that no literal is assignable to, so comparing with a literal narrows a union. */
  readonly unlisted?: true;
}

export type Primitive = 'string' | 'number' | 'boolean' | 'null';

export interface ObjectShape {
  readonly kind: 'object';
  readonly members: ReadonlyMap<string, Member>;
  /** The shape of other properties: null if the schema doesn't define it, `never` if there are none. */
  readonly rest: Shape | null;
}

export interface TupleShape {
  readonly kind: 'tuple';
  readonly items: readonly Shape[];
  /** What follows the items; null: nothing. */
  readonly rest: Shape | null;
  /** How many of the items are always present. */
  readonly required: number;
}

export interface Member {
  readonly shape: Shape;
  readonly required: boolean;
  readonly docs: Docs;
}

/** What the document says about a value, besides its type. Not encoded yet. */
export interface Docs {
  readonly text: string | null;
  /** Constraints that no type expresses, in words. */
  readonly facts: readonly string[];
  readonly example: string | null;
  readonly deprecated: boolean;
}

export const unknown: Shape = { kind: 'unknown' };
export const never: Shape = { kind: 'never' };
/** Any object: nothing is known about its properties. */
export const anyObject: Shape = { kind: 'object', members: new Map(), rest: null };

export const primitive = (type: Primitive): Shape => ({ kind: 'primitive', type });

/** The JSON type of a value, `integer` being a number. */
export function typeOfValue(value: Json): Primitive | 'object' | 'array' {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value as Primitive | 'object';
}

/** The values without duplicates; `never` if there are none. */
export function literals(values: readonly Json[], openTo: Primitive | null = null): Shape {
  const distinct = new Map(values.map((value) => [JSON.stringify(value), value]));
  return distinct.size === 0 && openTo === null ? never : { kind: 'literals', values: [...distinct.values()], openTo };
}

/** A primitive's other values. TypeScript has no type for other numbers, and `number` would prevent narrowing. */
export function otherValues(type: Primitive, listed: readonly Json[]): Shape {
  if (type === 'boolean') return literals([true, false].filter((value) => !listed.includes(value)));
  return type === 'string' ? { kind: 'literals', values: [], openTo: type, unlisted: true } : never;
}

/** Any of the shapes: without nested unions, `null` last. A shape that admits everything replaces the others. */
export function union(shapes: readonly Shape[]): Shape {
  const flat = shapes.flatMap((shape) => (shape.kind === 'union' ? shape.of : [shape])).filter(({ kind }) => kind !== 'never');
  if (flat.some(({ kind }) => kind === 'unknown')) return unknown;
  const values = flat.flatMap((shape) => (shape.kind === 'literals' && shape.openTo === null ? shape.values : []));
  const others = flat.filter((shape) => shape.kind !== 'literals' || shape.openTo !== null);
  const parts = new Map<string, Shape>();
  for (const shape of values.length > 0 ? [literals(values), ...others] : others) parts.set(identify(shape, parts.size), shape);
  const isNull = (shape: Shape) => shape.kind === 'primitive' && shape.type === 'null';
  const ordered = [...parts.values()].sort((left, right) => Number(isNull(left)) - Number(isNull(right)));
  const [only] = ordered;
  if (only === undefined) return never;
  return ordered.length === 1 ? only : { kind: 'union', of: ordered };
}

/** Equal for small shapes that are the same. Larger shapes count as different. */
function identify(shape: Shape, index: number): string {
  if (shape.kind === 'primitive') return `primitive ${shape.type}`;
  if (shape.kind === 'ref') return `ref ${shape.name}`;
  return `${shape.kind} ${index}`;
}
