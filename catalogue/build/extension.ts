import { readFileSync } from 'node:fs';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import type { Json, JsonObject } from '../model/model.js';
import { joinPointer } from '../model/pointer.js';
import type { Finding } from '../model/problem.js';
import { getOwn, getString } from '../model/properties.js';
import { toolkitFile } from '../model/toolkit-file.js';

/** An object of the document that can have an `x-webhook`. */
export type ExtendedObject = 'channel' | 'message';

let validators: Record<ExtendedObject, ValidateFunction> | undefined;

/** Checks an `x-webhook` against x-webhook.schema.json. */
export function checkExtension(object: ExtendedObject, extension: Json, pointer: string): Finding[] {
  validators ??= compile();
  const validate = validators[object];
  if (validate(extension)) return [];
  return (validate.errors ?? []).filter(isInformative).map((error) => ({
    code: 'invalid-x-webhook',
    message: `x-webhook of a ${object}: ${describe(error, extension)}`,
    fix: fixOf(error),
    pointer: pointerOf(error, pointer),
    atKey: error.keyword === 'additionalProperties',
  }));
}

function compile(): Record<ExtendedObject, ValidateFunction> {
  const schema: unknown = JSON.parse(readFileSync(toolkitFile('catalogue/build/x-webhook.schema.json'), 'utf8'));
  const ajv = new Ajv({ allErrors: true, strict: false, ownProperties: true, verbose: true });
  ajv.addSchema(schema as object, 'x-webhook');
  const of = (object: ExtendedObject) => ajv.compile({ $ref: `x-webhook#/definitions/${object}` });
  return { channel: of('channel'), message: of('message') };
}

/** The errors in a branch say what is wrong. That the branch failed adds nothing. */
const isInformative = (error: ErrorObject) => error.keyword !== 'if' && error.keyword !== 'anyOf';

function pointerOf(error: ErrorObject, pointer: string): string {
  const at = `${pointer}${error.instancePath}`;
  return error.keyword === 'additionalProperties' ? joinPointer(at, String(error.params['additionalProperty'])) : at;
}

function describe(error: ErrorObject, extension: Json): string {
  const where = error.instancePath === '' ? '' : `${error.instancePath.slice(1).replaceAll('/', '.')} `;
  const found = error.data === extension ? '' : `, not ${JSON.stringify(error.data)?.slice(0, 80)}`;
  if (error.keyword === 'additionalProperties') return `${where}has no member called ${JSON.stringify(error.params['additionalProperty'])}`;
  if (error.keyword === 'enum') return `${where}must be ${(error.params['allowedValues'] as string[]).join(', ')}${found}`;
  if (error.keyword === 'const') return `${where}must be ${JSON.stringify(error.params['allowedValue'])}${found}`;
  if (error.keyword === 'pattern') return `${where}can't be ${JSON.stringify(error.data).slice(0, 80)}`;
  return `${where}${error.message ?? 'is invalid'}${error.keyword === 'type' ? found : ''}`;
}

function fixOf(error: ErrorObject): string {
  const properties = getOwn(error.parentSchema as Json, 'properties');
  if (error.keyword === 'additionalProperties' && properties) return `the members are ${Object.keys(properties as JsonObject).join(', ')}`;
  const description = getString(error.parentSchema as Json, 'description');
  return description === null ? 'see docs/x-webhook.md' : `${description.replace(/\.$/, '')} (docs/x-webhook.md)`;
}
