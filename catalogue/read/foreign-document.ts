import { basename } from 'node:path';
import type { Json, JsonObject } from '../model/model.js';
import { joinPointer } from '../model/pointer.js';
import { getObject, getOwn, getString, isObject, listProperties } from '../model/properties.js';
import type { Source } from './source.js';
import type { SourceFinding } from './source-limits.js';

/** A format that people take for AsyncAPI's, or have where they would need AsyncAPI. */
interface Format {
  /** What it is, as in "this is …"; null where the document has another format. */
  name(root: JsonObject): string | null;
  /** The property by which it is recognized. */
  readonly key: string;
  fix(root: JsonObject, file: string): string;
}

const start = 'write one to start from with `hookbook init webhooks`';

const formats: readonly Format[] = [
  {
    key: 'openapi',
    name: (root) => named('an OpenAPI', versionOf(root, 'openapi'), 'document'),
    fix: (root, file) => referTo(file, firstOf(getObject(root, 'components'), '/components/schemas', 'schemas')),
  },
  {
    key: 'swagger',
    name: (root) => named('a Swagger', versionOf(root, 'swagger'), 'document (OpenAPI 2)'),
    fix: (root, file) => referTo(file, firstOf(root, '/definitions', 'definitions')),
  },
  {
    key: 'info',
    name: (root) => (isPostman(getObject(root, 'info')) ? 'a Postman collection' : null),
    fix: () => `put the bodies it has into the examples of an AsyncAPI document's messages; ${start}`,
  },
  {
    key: '$schema',
    name: (root) => (isJsonSchema(root) ? 'a JSON Schema' : null),
    fix: (_, file) => `write an AsyncAPI document beside it, and refer to it from a message: payload: { $ref: './${file}' }`,
  },
];

/** What a document is, and what to do, where it is not AsyncAPI; null where it is, or seems to be meant as such. */
export function findForeign({ value, name, offsetOf }: Source): SourceFinding | null {
  if (!isObject(value))
    return report(
      `this holds ${describeValue(value)}, and is not an AsyncAPI document`,
      `name the AsyncAPI document, or ${start}`,
      offsetOf(''),
    );
  if (isMeantAsAsyncapi(value)) return null;
  for (const format of formats) {
    const found = format.name(value);
    if (found !== null)
      return report(
        `this is ${found}, not an AsyncAPI document`,
        format.fix(value, basename(name)),
        offsetOf(joinPointer('', format.key), true),
      );
  }
  if (seemsAsyncapi(value)) return null;
  return report(
    `this is not an AsyncAPI document: it has ${listKeys(value)}, and no asyncapi`,
    `name the AsyncAPI document, or ${start}`,
    offsetOf(''),
  );
}

const report = (message: string, fix: string, offset: number): SourceFinding => ({ code: 'not-asyncapi', message, fix, offset });

const isMeantAsAsyncapi = (root: JsonObject) => Object.keys(root).some((key) => /^async-?api$/i.test(key));

const asyncapiKeys = new Set('id info servers defaultContentType channels operations components tags externalDocs'.split(' '));

/** Whether only its first line is missing. */
function seemsAsyncapi(root: JsonObject): boolean {
  return getObject(root, 'channels') !== null || Object.keys(root).every((key) => asyncapiKeys.has(key) || key.startsWith('x-'));
}

function describeValue(value: Json): string {
  if (value === null) return 'nothing but comments';
  return Array.isArray(value) ? 'a list' : 'a single value';
}

function listKeys(root: JsonObject): string {
  const keys = Object.keys(root);
  const shown = keys.slice(0, 3).map((key) => JSON.stringify(key.length > 40 ? `${key.slice(0, 40)}…` : key));
  return keys.length > 3 ? `${shown.join(', ')} and ${keys.length - 3} more properties` : shown.join(' and ');
}

/** `3.1` of `3.1.0`, or of the number; '' for another text; null if there is no such property. */
function versionOf(root: JsonObject, key: string): string | null {
  const version = getOwn(root, key);
  if (typeof version !== 'string' && typeof version !== 'number') return null;
  return /^\d+(?:\.\d+)?/.exec(String(version))?.[0] ?? '';
}

const named = (format: string, version: string | null, noun: string) =>
  version === null ? null : `${format} ${version} ${noun}`.replace('  ', ' ');

const isPostman = (info: JsonObject | null) =>
  getOwn(info ?? undefined, '_postman_id') !== undefined || (getString(info ?? undefined, 'schema') ?? '').includes('getpostman.com');

const schemaTypes = new Set('array boolean integer null number object string'.split(' '));

function isJsonSchema(root: JsonObject): boolean {
  if (/\bjson-schema\.org\b/.test(getString(root, '$schema') ?? '')) return true;
  const type = getOwn(root, 'type');
  const hasType = type === undefined || (typeof type === 'string' && schemaTypes.has(type));
  const properties = listProperties(getOwn(root, 'properties'));
  return hasType && properties.length > 0 && properties.every(([, schema]) => isObject(schema) || typeof schema === 'boolean');
}

/** The pointer of the first schema that a document shares; null where it shares none. */
function firstOf(parent: JsonObject | null, pointer: string, key: string): string | null {
  const [first] = listProperties(getOwn(parent ?? undefined, key));
  return first === undefined ? null : `${pointer}${joinPointer('', first[0])}`;
}

function referTo(file: string, pointer: string | null): string {
  const example = pointer === null ? '' : `: payload: { $ref: './${file}#${encodeURI(pointer).replaceAll("'", '%27')}' }`;
  return `write an AsyncAPI document beside it, whose messages refer to its schemas${example}`;
}
