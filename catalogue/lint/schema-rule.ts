import type { JsonObject } from '../model/model.js';
import type { Finding } from '../model/problem.js';

/** Looks at one schema, not at those inside it. */
export type SchemaRule = (schema: JsonObject, pointer: string) => Finding[];
