import { canonical, canonicalSet } from '../../catalogue/model/canonical.js';
import type { Json, JsonObject, Schema } from '../../catalogue/model/model.js';
import { schemaKeywords, schemaMaps } from '../../catalogue/schema/keywords.js';
import { asSchema, type Resolve } from './definitions.js';

/** Whether an older and a newer schema say the same. */
export type IsSame = (older: Schema, newer: Schema) => boolean;

/** Keywords that say nothing of what is valid. `default` and `deprecated` say something to those who read. */
const silent: ReadonlySet<string> = new Set(
  '$schema $id $comment $anchor title description examples example externalDocs readOnly writeOnly definitions discriminator'.split(' '),
);
/** Lists whose order means nothing. */
const sets: ReadonlySet<string> = new Set(['required', 'enum', 'type']);

/**
 * Compares to the letter, but for order where it means nothing, texts, and whether a schema is written in its place or referred to. Circles
 * are followed once: two schemas are the same as long as nothing tells them apart. Takes time linear in the schemas.
 */
export function createIsSame(resolveOlder: Resolve, resolveNewer: Resolve): IsSame {
  const known = new WeakMap<JsonObject, WeakMap<JsonObject, boolean>>();
  const verdictOf = (older: JsonObject, newer: JsonObject) => known.get(older)?.get(newer);

  /** `assumed` are the pairs taken for the same until something tells otherwise. */
  const compare = (one: Schema, other: Schema, assumed: [JsonObject, JsonObject][]): boolean => {
    const [older, newer] = [resolveOlder(one), resolveNewer(other)];
    if (typeof older === 'boolean' || typeof newer === 'boolean') return isFree(older) ? isFree(newer) : older === newer;
    const verdict = verdictOf(older, newer);
    if (verdict !== undefined) return verdict;
    remember(known, older, newer, true);
    assumed.push([older, newer]);
    const names = new Set([...Object.keys(older), ...Object.keys(newer)].filter((name) => !silent.has(name) && !name.startsWith('x-')));
    const same = [...names].every((name) => compareKeyword(name, older[name], newer[name], assumed));
    // Whatever was assumed, a difference is one.
    if (!same) remember(known, older, newer, false);
    return same;
  };

  const compareKeyword = (name: string, older: Json | undefined, newer: Json | undefined, assumed: [JsonObject, JsonObject][]): boolean => {
    const each = (one: Json | undefined, two: Json | undefined) => compare(asSchema(one), asSchema(two), assumed);
    if (older === undefined || newer === undefined) return false;
    if (schemaMaps.has(name)) return sameMap(older, newer, each);
    if (!schemaKeywords.has(name)) {
      const spell = sets.has(name) ? canonicalSet : canonical;
      return spell(older) === spell(newer);
    }
    if (Array.isArray(older) !== Array.isArray(newer)) return false;
    if (!Array.isArray(older) || !Array.isArray(newer)) return each(older, newer);
    return older.length === newer.length && older.every((one: Json, index) => each(one, newer[index]));
  };

  return (older, newer) => {
    const assumed: [JsonObject, JsonObject][] = [];
    const same = compare(older, newer, assumed);
    if (!same) for (const [one, other] of assumed) if (verdictOf(one, other)) known.get(one)?.delete(other);
    return same;
  };
}

function remember(known: WeakMap<JsonObject, WeakMap<JsonObject, boolean>>, older: JsonObject, newer: JsonObject, same: boolean): void {
  const row = known.get(older) ?? new WeakMap<JsonObject, boolean>();
  known.set(older, row);
  row.set(newer, same);
}

function sameMap(older: Json, newer: Json, each: (older: Json | undefined, newer: Json | undefined) => boolean): boolean {
  if (typeof older !== 'object' || typeof newer !== 'object' || older === null || newer === null) return older === newer;
  const [names, others] = [Object.keys(older), Object.keys(newer)];
  return names.length === others.length && names.every((name) => Object.hasOwn(newer, name) && sameMember(older, newer, name, each));
}

/** A member of `dependencies` may be a list of names. */
function sameMember(older: object, newer: object, name: string, each: (older: Json, newer: Json) => boolean): boolean {
  const [one, other] = [(older as JsonObject)[name] ?? null, (newer as JsonObject)[name] ?? null];
  if (Array.isArray(one) || Array.isArray(other)) return canonicalSet(one) === canonicalSet(other);
  return each(one, other);
}

const isFree = (schema: Schema) =>
  schema === true || (typeof schema === 'object' && Object.keys(schema).every((name) => silent.has(name) || name.startsWith('x-')));
