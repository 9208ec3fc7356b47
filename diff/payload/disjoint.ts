import type { Alternative } from './alternative.js';
import { canonicalTexts } from './values.js';

/** Past this many branches, whether they are disjoint isn't known. */
const maxBranches = 200;

/** Whether no value can meet two of the branches: `oneOf` is then `anyOf`. False if that isn't known. */
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
  readonly required: ReadonlySet<string>;
}

const readFacts = ({ kinds, values, parts }: Alternative): Facts => ({
  kinds,
  values: values && canonicalTexts(values),
  tags: readTags(parts),
  required: new Set(parts.flatMap((part) => part.required)),
});

function excludeEachOther(one: Facts, two: Facts): boolean {
  const shared = [...one.kinds].filter((kind) => two.kinds.has(kind));
  if (shared.length === 0) return true;
  if (shareNothing(one.values, two.values)) return true;
  return shared.length === 1 && shared[0] === 'object' && haveOtherTags(one, two);
}

/** Whether a property that one of them requires has other values in the other. */
export const differInTag = (one: Alternative, two: Alternative): boolean => haveOtherTags(readFacts(one), readFacts(two));

function haveOtherTags(one: Facts, two: Facts): boolean {
  return [...one.tags].some(
    ([name, values]) => (one.required.has(name) || two.required.has(name)) && shareNothing(values, two.tags.get(name) ?? null),
  );
}

/** The properties with listed values. */
function readTags(parts: Alternative['parts']): ReadonlyMap<string, ReadonlySet<string>> {
  const tags = new Map<string, ReadonlySet<string>>();
  for (const part of parts)
    for (const [name, { values }] of part.children('properties'))
      if (name !== null && values !== null && !tags.has(name)) tags.set(name, canonicalTexts({ values }));
  return tags;
}

const shareNothing = (one: ReadonlySet<string> | null, other: ReadonlySet<string> | null): boolean =>
  one !== null && other !== null && [...one].every((value) => !other.has(value));
