import { readFileSync } from 'node:fs';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import type { Json, JsonObject } from '../model/model.js';
import { own, ownString } from '../model/own.js';
import { joinPointer } from '../model/pointer.js';
import type { Finding } from '../model/problem.js';
import { toolkitFile } from '../model/toolkit-file.js';

export type Place = 'channel' | 'message';

let validators: Record<Place, ValidateFunction> | undefined;

/** Holds an `x-webhook` against x-webhook.schema.json: what is wrong with it, each at its own place. */
export function checkExtension(place: Place, extension: Json, pointer: string): Finding[] {
  validators ??= compile();
  const validate = validators[place];
  if (validate(extension)) return [];
  return (validate.errors ?? []).filter(telling).map((error) => ({
    code: 'invalid-x-webhook',
    message: `x-webhook of a ${place}: ${describe(error, extension)}`,
    fix: fixOf(error),
    pointer: pointerOf(error, pointer),
    atKey: error.keyword === 'additionalProperties',
  }));
}

function compile(): Record<Place, ValidateFunction> {
  const schema: unknown = JSON.parse(readFileSync(toolkitFile('catalogue/build/x-webhook.schema.json'), 'utf8'));
  const ajv = new Ajv({ allErrors: true, strict: false, ownProperties: true, verbose: true });
  ajv.addSchema(schema as object, 'x-webhook');
  const of = (place: Place) => ajv.compile({ $ref: `x-webhook#/definitions/${place}` });
  return { channel: of('channel'), message: of('message') };
}

/** Errors of a branch say it all; that the branch failed says nothing more. */
const telling = (error: ErrorObject) => error.keyword !== 'if' && error.keyword !== 'anyOf';

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
  const properties = own(error.parentSchema as Json, 'properties');
  if (error.keyword === 'additionalProperties' && properties) return `the members are ${Object.keys(properties as JsonObject).join(', ')}`;
  const description = ownString(error.parentSchema as Json, 'description');
  return description === null ? 'see docs/x-webhook.md' : `${description.replace(/\.$/, '')} (docs/x-webhook.md)`;
}
