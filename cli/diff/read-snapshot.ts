import { Ajv } from 'ajv';
import { lintSchemas } from '../../catalogue/lint/schema-rules.js';
import { codes } from '../../catalogue/model/codes.js';
import type { Catalogue, Json } from '../../catalogue/model/model.js';
import { members, own } from '../../catalogue/model/own.js';
import { limits } from '../../catalogue/read/source-limits.js';
import { schemaKeywords, schemaMaps } from '../../catalogue/schema/schemas.js';
import { snapshotFormat } from '../../generators/contracts/snapshot.js';
import { catalogueFault } from './catalogue-shape.js';
import { VersionFault } from './version.js';

/** Of a `catalogue.json`: four times as much as a document may have, as each shared schema and each line is written out in it. */
export const maxSnapshotBytes = 4 * limits.bytes;

/**
 * The catalogue that a `catalogue.json` holds. It is data from outside: all that is gone by later is checked first. `label` is what
 * people know it by. Throws a VersionFault that says what is wrong.
 */
export function readSnapshot(text: string, label: string): Catalogue {
  const fail = (what: string): never => {
    throw new VersionFault(`${label} ${what}`);
  };
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch (error) {
    return fail(`is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const format = own(value, 'format');
  if (typeof format !== 'number' || !Number.isInteger(format) || format < 1) return fail('is no catalogue.json that hookbook wrote');
  if (format > snapshotFormat) return fail(`was made by a newer hookbook (format ${format}, this one reads ${snapshotFormat}): update it`);
  if (isDeeperThan(value, limits.depth)) return fail(`is nested deeper than ${limits.depth} levels`);
  const catalogue = own(value, 'catalogue');
  const fault = catalogue === undefined ? '/catalogue is missing' : (catalogueFault(catalogue, '/catalogue') ?? schemaFault(catalogue));
  if (fault !== null) return fail(`is no catalogue of format ${format}: ${fault}; write it anew by hookbook generate`);
  return refuseUnsound(catalogue as unknown as Catalogue, fail);
}

/** A document with such errors makes no catalogue.json: patterns are run, and those that take for ever must not be. */
function refuseUnsound(catalogue: Catalogue, fail: (what: string) => never): Catalogue {
  const unsound = lintSchemas(catalogue).find(({ code }) => codes[code] === 'error');
  return unsound === undefined ? catalogue : fail(`holds what no document may: ${unsound.message} (${unsound.pointer})`);
}

/** By hand, not by recursion: this is what keeps others from running out of stack. */
function isDeeperThan(value: Json, limit: number): boolean {
  const open: [Json, number][] = [[value, 0]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [node, depth] = next;
    if (typeof node !== 'object' || node === null) continue;
    if (depth > limit) return true;
    for (const member of Object.values(node)) open.push([member as Json, depth + 1]);
  }
  return false;
}

/** What is wrong with the schemas of a catalogue whose shape is right: each is one of draft-07, and each reference leads somewhere. */
function schemaFault(value: Json): string | null {
  const ajv = new Ajv({ strict: false, validateFormats: false });
  const { providers } = value as unknown as Catalogue;
  for (const { key, definitions, events } of providers) {
    const known = new Set(definitions.map(({ typeName }) => `#/definitions/${typeName}`));
    const schemas = [
      ...definitions.map(({ typeName, schema }) => [`${key}, ${typeName}`, schema] as const),
      ...events.flatMap((event) => [
        [event.key, event.payload] as const,
        ...(event.headers === null ? [] : [[`${event.key}, headers`, event.headers] as const]),
      ]),
    ];
    for (const [place, schema] of schemas) {
      if (!ajv.validateSchema(schema as object | boolean))
        return `the schema of ${place} is none: ${ajv.errorsText(ajv.errors?.slice(0, 1))}`;
      const broken = refsOf(schema as Json).find((ref) => !known.has(ref));
      if (broken !== undefined) return `the schema of ${place} refers to ${broken}, which isn't there`;
    }
  }
  return null;
}

/** The references of a schema, where schemas stand in it: elsewhere a `$ref` is data. */
function refsOf(schema: Json): string[] {
  return members(schema).flatMap(([keyword, member]) => {
    if (keyword === '$ref') return [String(member)];
    if (schemaMaps.has(keyword)) return members(member).flatMap(([, inner]) => refsOf(inner));
    if (!schemaKeywords.has(keyword)) return [];
    return Array.isArray(member) ? member.flatMap((inner: Json) => refsOf(inner)) : refsOf(member);
  });
}
