import { never, type Shape, union, unknown } from './shape.js';

/**
 * Removes from each shape the names that lead straight back to it: `A = A | string` is `string`, and TypeScript refuses
 * the former. A circle through an object, an array or a tuple is fine and stays.
 */
export function breakAliasCycles(shapes: ReadonlyMap<string, Shape>): Map<string, Shape> {
  const open = new Set<string>();
  const done = new Map<string, Shape>();
  const visit = (name: string): void => {
    const shape = shapes.get(name);
    if (shape === undefined || done.has(name)) return;
    open.add(name);
    done.set(name, strip(shape, unknown));
    open.delete(name);
  };
  /** `neutral` replaces a name that leads back: it adds nothing. */
  const strip = (shape: Shape, neutral: Shape): Shape => {
    if (shape.kind === 'ref') {
      if (open.has(shape.name)) return neutral;
      visit(shape.name);
      return shape;
    }
    if (shape.kind === 'union') return union(shape.of.map((part) => strip(part, never)));
    if (shape.kind !== 'intersection') return shape;
    const parts = shape.of.map((part) => strip(part, unknown)).filter(({ kind }) => kind !== 'unknown');
    const [only] = parts;
    return only && parts.length === 1 ? only : parts.length === 0 ? neutral : { kind: 'intersection', of: parts };
  };
  for (const name of shapes.keys()) visit(name);
  return new Map([...shapes.keys()].map((name) => [name, done.get(name) ?? unknown]));
}
