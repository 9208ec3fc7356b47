import type { Json } from '../../catalogue/model.js';

/** A JSON text that equal values share: members in the order of their names; a set in the order of its texts, a lone value being one. */
export function canonical(value: Json, isSet = false): string {
  if (isSet) return `[${[...new Set([value].flat().map((one: Json) => canonical(one)))].sort().join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((one: Json) => canonical(one)).join()}]`;
  const members = Object.entries(value).map(([name, member]): [string, string] => [JSON.stringify(name), canonical(member)]);
  return `{${members
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, member]) => `${name}:${member}`)
    .join()}}`;
}
