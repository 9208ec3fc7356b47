import { members, own, ownArray } from '../../catalogue/own.js';
import { type Alternative, listedValues } from './alternatives.js';
import { canonical } from './canonical.js';

/** Whether no value can meet two of the branches: then `oneOf` is `anyOf`. No means: can't be told. */
export function areDisjoint(branches: readonly (readonly Alternative[])[]): boolean {
  return branches.every((branch, index) =>
    branches.slice(index + 1).every((other) => branch.every((one) => other.every((two) => excludeEachOther(one, two)))),
  );
}

function excludeEachOther(one: Alternative, two: Alternative): boolean {
  const shared = [...one.kinds].filter((kind) => two.kinds.has(kind));
  if (shared.length === 0) return true;
  if (areApart(valuesOf(one), valuesOf(two))) return true;
  return shared.length === 1 && shared[0] === 'object' && tagsApart(one, two);
}

/** A member that one of them requires, and whose values in the other are others. */
export function tagsApart(one: Alternative, two: Alternative): boolean {
  const [tags, others] = [tagsOf(one), tagsOf(two)];
  const required = new Set([...one.parts, ...two.parts].flatMap((part) => ownArray(part, 'required')));
  return [...tags].some(([name, values]) => required.has(name) && areApart(values, others.get(name) ?? null));
}

/** The members that have listed values, right where they are declared. */
function tagsOf({ parts }: Alternative): ReadonlyMap<string, ReadonlySet<string>> {
  const tags = new Map<string, ReadonlySet<string>>();
  for (const part of parts)
    for (const [name, schema] of members(own(part, 'properties'))) {
      const values = typeof schema === 'object' && schema !== null && !Array.isArray(schema) ? listedValues(schema as never) : null;
      if (values !== null && !tags.has(name)) tags.set(name, new Set(values.map((value) => canonical(value))));
    }
  return tags;
}

function valuesOf({ parts }: Alternative): ReadonlySet<string> | null {
  const values = parts.map(listedValues).find((found) => found !== null);
  return values ? new Set(values.map((value) => canonical(value))) : null;
}

const areApart = (one: ReadonlySet<string> | null, other: ReadonlySet<string> | null): boolean =>
  one !== null && other !== null && [...one].every((value) => !other.has(value));
