import { canonical } from '../../catalogue/model/canonical.js';
import type { Definition, Json, Provider } from '../../catalogue/model/model.js';
import { isObject } from '../../catalogue/model/own.js';
import type { Difference } from '../change.js';
import { differ } from '../difference.js';
import { groupBy, matchByKey } from '../match.js';
import type { SchemaComparison } from '../payload/comparison.js';

/** What code imports by name beside the events: the types of shared schemas, and what the receiver takes. */
export function compareNames(older: Provider, newer: Provider, isSame: SchemaComparison['isSame']): Difference[] {
  const place = { provider: newer, event: null };
  const byOutline = groupBy(newer.definitions, outlineOf);
  const findRenamed = (one: Definition, candidates: ReadonlySet<Definition>) =>
    byOutline.get(outlineOf(one))?.find((two) => candidates.has(two) && isSame(one.schema, two.schema)) ?? null;
  const types = matchByKey(older.definitions, newer.definitions, ({ typeName }) => typeName, findRenamed).flatMap(
    ({ older: one, newer: two }) => {
      if (two === null) return one === null ? [] : [differ('type-removed', place, one.pointer, `the type ${one.typeName} is gone`)];
      if (one === null) return [differ('type-added', place, two.pointer, `the type ${two.typeName} is new`)];
      return one.typeName === two.typeName
        ? []
        : [differ('type-renamed', place, two.pointer, `the type ${two.typeName} was called ${one.typeName}`)];
    },
  );
  return [...types, ...compareOptions(older, newer)];
}

/** What two schemas that say the same have in common at first sight. */
function outlineOf({ schema }: Definition): string {
  const names = (value: Json | undefined) => (isObject(value) ? Object.keys(value).sort() : []);
  return typeof schema === 'boolean' ? String(schema) : canonical([schema['type'] ?? null, names(schema['properties'])]);
}

/** A receiver takes `secrets`, or has to say that nothing is signed. */
function compareOptions(older: Provider, newer: Provider): Difference[] {
  const [was, is] = [older.signature !== null, newer.signature !== null];
  if (was === is || older.discriminator === null || newer.discriminator === null) return [];
  const message = `create${newer.identifier}Receiver takes ${is ? '`secrets`, was `unsigned: true`' : '`unsigned: true`, was `secrets`'}`;
  return [differ('receiver-options-changed', { provider: newer, event: null }, newer.pointer, message)];
}
