import type { Shape } from '../../generators/types/shape.js';

/** A shape that is neither a union nor a reference. */
export type PlainShape = Exclude<Shape, { kind: 'union' | 'ref' | 'never' }>;

/** The alternatives of a shape, with references and unions resolved; none for `never`. */
export function openShape(
  shape: Shape,
  definition: (name: string) => Shape,
  visited: ReadonlySet<string> = new Set(),
): readonly PlainShape[] {
  if (shape.kind === 'never') return [];
  if (shape.kind === 'union') return shape.of.flatMap((one) => openShape(one, definition, visited));
  if (shape.kind !== 'ref') return [shape];
  return visited.has(shape.name) ? [] : openShape(definition(shape.name), definition, new Set([...visited, shape.name]));
}
