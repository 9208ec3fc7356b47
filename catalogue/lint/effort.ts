import type { Catalogue, Json, Provider, Schema } from '../model/model.js';
import { isObject, members, ownString } from '../model/own.js';
import type { Finding } from '../model/problem.js';

/** So many schemas may judge one and the same value: each takes its time, for every value that a sender likes to send. */
const MAX_EFFORT = 100_000;

/** Keywords whose schemas judge the value that the schema around them judges. */
const lists = ['allOf', 'anyOf', 'oneOf'];
const single = ['not', 'if', 'then', 'else'];

/** Finds schemas that refer to others in so many ways that checking a single value takes forever. */
export function lintEffort(catalogue: Catalogue): Finding[] {
  return catalogue.providers.flatMap((provider) => {
    const effortOf = createEffort(provider);
    const schemas = [
      ...provider.definitions.map(({ schema, pointer }) => ({ schema, pointer })),
      ...provider.events.map(({ payload, payloadPointer }) => ({ schema: payload, pointer: payloadPointer })),
    ];
    // Those around it take as long: the smallest says where it begins.
    const heavy = schemas
      .map(({ schema, pointer }) => ({ pointer, effort: effortOf(schema) }))
      .filter(({ effort }) => effort > MAX_EFFORT)
      .sort((a, b) => a.effort - b.effort);
    return heavy.slice(0, 1).map(
      ({ pointer }): Finding => ({
        code: 'limit',
        message: `more than ${MAX_EFFORT} schemas would judge one value: references lead to the same schemas again and again`,
        fix: 'refer to each schema once, where allOf, anyOf, oneOf, not and if combine them',
        pointer,
        atKey: true,
      }),
    );
  });
}

/** Gives how many schemas judge the value that a schema judges, itself among them; a circle counts once. */
function createEffort({ definitions }: Provider): (schema: Schema | Json) => number {
  const schemas = new Map(definitions.map(({ typeName, schema }) => [typeName, schema]));
  const known = new Map<string, number>();
  const effortOf = (schema: Schema | Json): number => {
    if (!isObject(schema)) return 1;
    const name = ownString(schema, '$ref')?.slice('#/definitions/'.length);
    if (name !== undefined) {
      const found = known.get(name);
      if (found !== undefined) return found;
      known.set(name, 0);
      known.set(name, effortOf(schemas.get(name) ?? true));
      return known.get(name) ?? 0;
    }
    const inner = members(schema).flatMap(([keyword, value]): readonly Json[] => {
      if (lists.includes(keyword)) return Array.isArray(value) ? value : [];
      if (single.includes(keyword)) return [value];
      return keyword === 'dependencies' ? members(value).map(([, dependency]) => dependency) : [];
    });
    return inner.reduce<number>((sum, one) => sum + effortOf(one), 1);
  };
  return effortOf;
}
