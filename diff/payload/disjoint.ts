import { canonical } from '../../catalogue/model/canonical.js';
import { isObject, members, own, ownArray } from '../../catalogue/model/own.js';
import type { Alternative } from './alternatives.js';
import { listedValues } from './values.js';

/** So many branches are compared with one another; of more it can't be told. */
const maxBranches = 200;

/** Whether no value can meet two of the branches: then `oneOf` is `anyOf`. No means: can't be told. */
export function areDisjoint(branches: readonly (readonly Alternative[])[]): boolean {
  if (branches.flat().length > maxBranches) return false;
  const facts = branches.map((branch) => branch.map(readFacts));
  return facts.every((branch, index) =>
    facts.slice(index + 1).every((other) => branch.every((one) => other.every((two) => excludeEachOther(one, two)))),
  );
}

interface Facts {
  readonly kinds: Alternative['kinds'];
  readonly values: ReadonlySet<string> | null;
  readonly tags: ReadonlyMap<string, ReadonlySet<string>>;
  readonly required: ReadonlySet<unknown>;
}

const readFacts = (one: Alternative): Facts => ({
  kinds: one.kinds,
  values: valuesOf(one),
  tags: tagsOf(one),
  required: new Set(one.parts.flatMap((part) => ownArray(part, 'required'))),
});

function excludeEachOther(one: Facts, two: Facts): boolean {
  const shared = [...one.kinds].filter((kind) => two.kinds.has(kind));
  if (shared.length === 0) return true;
  if (areApart(one.values, two.values)) return true;
  return shared.length === 1 && shared[0] === 'object' && haveTagsApart(one, two);
}

/** Whether a member that one of them requires has other values in the other. */
export const tagsApart = (one: Alternative, two: Alternative): boolean => haveTagsApart(readFacts(one), readFacts(two));

function haveTagsApart(one: Facts, two: Facts): boolean {
  return [...one.tags].some(
    ([name, values]) => (one.required.has(name) || two.required.has(name)) && areApart(values, two.tags.get(name) ?? null),
  );
}

/** The members that have listed values, right where they are declared. */
function tagsOf({ parts }: Alternative): ReadonlyMap<string, ReadonlySet<string>> {
  const tags = new Map<string, ReadonlySet<string>>();
  for (const part of parts)
    for (const [name, schema] of members(own(part, 'properties'))) {
      const values = isObject(schema) ? listedValues(schema) : null;
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
