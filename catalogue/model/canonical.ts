import type { Json } from './model.js';

/** A JSON text that equal values share: properties are sorted by name. */
export function canonical(value: Json): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((one: Json) => canonical(one)).join()}]`;
  const members = Object.entries(value).map(([name, member]): [string, string] => [JSON.stringify(name), canonical(member)]);
  return `{${members
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, member]) => `${name}:${member}`)
    .join()}}`;
}

/** The same for a set: neither the order of its items nor repeated items count. A single value is a set of one. */
export function canonicalSet(value: Json): string {
  return `[${[...new Set([value].flat().map((one: Json) => canonical(one)))].sort().join()}]`;
}
