import { isJsonObject, ownMember } from '../../json-value.js';
import type { Arbitrary, FastCheck } from './fast-check.js';

/** A JSON Schema of draft-07, or a part of one, as read from a file. */
export type Schema = boolean | SchemaObject;
export type SchemaObject = Readonly<Record<string, unknown>>;

/** What generates the values that match all of these schemas. */
export interface Making {
  readonly fc: FastCheck;
  /** Without `$ref`, `allOf` and unions, which are already followed. */
  readonly parts: readonly SchemaObject[];
  /** Generates values that match all of other schemas; null if there are none. */
  make(schemas: readonly Schema[]): Arbitrary<unknown> | null;
}

export const isSchema = (value: unknown): value is Schema => typeof value === 'boolean' || isJsonObject(value);

/** The schemas in a keyword's list. */
export function schemaList(schema: SchemaObject, keyword: string): Schema[] {
  const value = ownMember(schema, keyword);
  return Array.isArray(value) ? value.filter(isSchema) : [];
}

/** The schemas in a keyword's map, by name. */
export function schemaMap(schema: SchemaObject, keyword: string): [string, Schema][] {
  const value = ownMember(schema, keyword);
  return isJsonObject(value) ? Object.entries(value).filter((entry): entry is [string, Schema] => isSchema(entry[1])) : [];
}

/** The strictest of a keyword's values in several schemas. */
export function strictest(parts: readonly SchemaObject[], keyword: string, choose: (...values: number[]) => number): number | undefined {
  const values = parts.map((part) => ownMember(part, keyword)).filter((value) => typeof value === 'number');
  return values.length === 0 ? undefined : choose(...values);
}

/** The distinct texts of a keyword in several schemas. */
export function textsOf(parts: readonly SchemaObject[], keyword: string): string[] {
  return [...new Set(parts.map((part) => ownMember(part, keyword)).filter((value) => typeof value === 'string'))];
}

/** The names that any of several schemas requires. */
export function requiredNames(parts: readonly SchemaObject[]): Set<string> {
  const lists = parts.map((part) => ownMember(part, 'required'));
  return new Set(lists.flatMap((list) => (Array.isArray(list) ? list.filter((name) => typeof name === 'string') : [])));
}
