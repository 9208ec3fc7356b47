import type { Shape } from '../../generators/types/shape.js';

/** A shape that is no union and no name. */
export type Part = Exclude<Shape, { kind: 'union' | 'ref' | 'never' }>;

/** The alternatives of a shape, names and unions opened; none for what no value has. */
export function openShape(shape: Shape, definition: (name: string) => Shape, visited: ReadonlySet<string> = new Set()): readonly Part[] {
  if (shape.kind === 'never') return [];
  if (shape.kind === 'union') return shape.of.flatMap((one) => openShape(one, definition, visited));
  if (shape.kind !== 'ref') return [shape];
  return visited.has(shape.name) ? [] : openShape(definition(shape.name), definition, new Set([...visited, shape.name]));
}
