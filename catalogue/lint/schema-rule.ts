import type { JsonObject } from '../model/model.js';
import type { Finding } from '../model/problem.js';

/** Checks one schema, without the schemas in it. */
export type SchemaRule = (schema: JsonObject, pointer: string) => Finding[];
