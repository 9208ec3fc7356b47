import { canonical } from '../../catalogue/model/canonical.js';
import { groupBy } from '../../catalogue/model/group.js';
import type { Definition, Json, Provider } from '../../catalogue/model/model.js';
import { isObject } from '../../catalogue/model/properties.js';
import type { Difference } from '../change.js';
import { differ } from '../difference.js';
import { matchByKey } from '../match.js';
import type { SchemaComparison } from '../payload/compare-schemas.js';

/** What code imports by name, apart from events: the types of shared schemas, and the receiver with its options. */
export function compareNames(older: Provider, newer: Provider, isSame: SchemaComparison['isSame']): Difference[] {
  const byOutline = groupBy(newer.definitions, outlineOf);
  const findRenamed = (one: Definition, candidates: ReadonlySet<Definition>) =>
    byOutline.get(outlineOf(one))?.find((two) => candidates.has(two) && isSame(one.schema, two.schema)) ?? null;
  const types = matchByKey(older.definitions, newer.definitions, ({ typeName }) => typeName, findRenamed).flatMap(
    ({ older: one, newer: two }) => {
      if (two === null) return one === null ? [] : [differ('type-removed', newer, `the type ${one.typeName} was removed`, one.pointer)];
      if (one === null) return [differ('type-added', newer, `the type ${two.typeName} is new`, two.pointer)];
      if (one.typeName === two.typeName) return [];
      return [differ('type-renamed', newer, `the type is ${two.typeName}, was ${one.typeName}`, two.pointer)];
    },
  );
  return [...types, ...compareOptions(older, newer)];
}

/** A cheap test: two schemas with different outlines are not the same. */
function outlineOf({ schema }: Definition): string {
  const names = (value: Json | undefined) => (isObject(value) ? Object.keys(value).sort() : []);
  return typeof schema === 'boolean' ? String(schema) : canonical([schema['type'] ?? null, names(schema['properties'])]);
}

/** A receiver takes `secrets`, or `unsigned: true` if nothing is signed. */
function compareOptions(older: Provider, newer: Provider): Difference[] {
  const [was, is] = [older.signature !== null, newer.signature !== null];
  if (was === is || older.discriminator === null || newer.discriminator === null) return [];
  const message = `create${newer.identifier}Receiver takes ${is ? '`secrets`, was `unsigned: true`' : '`unsigned: true`, was `secrets`'}`;
  return [differ('receiver-options-changed', newer, message)];
}
