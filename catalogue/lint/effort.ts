import type { Catalogue } from '../model/model.js';
import type { Finding } from '../model/problem.js';
import { openTree, type SchemaNode } from '../schema/tree.js';

/** How many schemas may judge one value: each takes time, for every value that a sender likes to send. */
const maxEffort = 100_000;

/** Keywords whose schemas judge the same value as the schema around them. */
const sameValue = ['allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else', 'dependencies'];

/** Finds schemas that refer to others in so many ways that checking a single value takes forever. */
export function lintEffort(catalogue: Catalogue): Finding[] {
  return catalogue.providers.flatMap(({ definitions, events }) => {
    const tree = openTree(definitions);
    const effortOf = createEffort();
    const schemas = [
      ...definitions.map(({ schema, pointer }) => tree.read(schema, pointer)),
      ...events.map(({ payload, payloadPointer }) => tree.read(payload, payloadPointer)),
    ];
    // A schema takes at least as long as those in it: the smallest is where the trouble begins.
    const heavy = schemas
      .map((node) => ({ pointer: node.pointer, effort: effortOf(node) }))
      .filter(({ effort }) => effort > maxEffort)
      .sort((one, other) => one.effort - other.effort);
    return heavy.slice(0, 1).map(
      ({ pointer }): Finding => ({
        code: 'limit',
        message: `more than ${maxEffort} schemas would judge one value: references lead to the same schemas again and again`,
        fix: 'refer to each schema once, where allOf, anyOf, oneOf, not and if combine them',
        pointer,
        atKey: true,
      }),
    );
  });
}

/** Gives how many schemas judge the value that a schema judges, including itself. A circle counts once. */
function createEffort(): (node: SchemaNode) => number {
  const known = new Map<string, number>();
  const effortOf = (node: SchemaNode): number => {
    const { reference } = node;
    if (reference === null) {
      const inner = sameValue.flatMap((keyword) => [...node.children(keyword).values()]);
      return inner.reduce((sum, one) => sum + effortOf(one), 1);
    }
    const found = known.get(reference);
    if (found !== undefined) return found;
    known.set(reference, 0);
    const effort = node.target === null ? 1 : effortOf(node.target);
    known.set(reference, effort);
    return effort;
  };
  return effortOf;
}
