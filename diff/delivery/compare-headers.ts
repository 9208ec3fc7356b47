import type { Json, Schema, WebhookEvent } from '../../catalogue/model/model.js';
import { joinPointer } from '../../catalogue/model/pointer.js';
import { isObject, mapProperties } from '../../catalogue/model/properties.js';
import type { Difference } from '../change.js';
import { differ } from '../difference.js';
import type { SchemaComparison } from '../payload/compare-schemas.js';
import { payloadRules } from '../rules/payload.js';

/** The code for headers of a difference between their schemas. Other differences are changes of a header's value. */
const codes: Readonly<Record<string, string>> = {
  'property-added': 'header-added',
  'required-property-added': 'required-header-added',
  'property-removed': 'header-removed',
  'required-property-removed': 'required-header-removed',
  'property-optional': 'header-optional',
  'property-required': 'header-required',
};

/** The headers of a message, apart from the signature's. */
export function compareHeaders(older: WebhookEvent, newer: WebhookEvent, { compare }: SchemaComparison): Difference[] {
  return compare(lowerNames(older.headers ?? anyHeaders), lowerNames(newer.headers ?? anyHeaders)).flatMap(({ code, pointer, message }) => {
    const header = codes[code] ?? codeOfValue(code);
    const text = `header ${pointer.slice(1) || 'names'}: ${message}`;
    return header === null ? [] : [differ(header, newer, text, joinPointer(newer.pointer, 'headers') + pointer)];
  });
}

/** Without documented headers, any may be sent. */
const anyHeaders: Schema = { type: 'object' };

function codeOfValue(code: string): string | null {
  const rule = payloadRules.find((one) => one.code === code);
  if (!rule) return 'header-value-changed';
  const [more, fewer] = [rule.receiver.verdict !== 'safe', rule.provider.verdict !== 'safe'];
  if (!more && !fewer) return null;
  return more && fewer ? 'header-value-changed' : more ? 'header-value-widened' : 'header-value-narrowed';
}

/** Header names are case-insensitive (RFC 9110, section 5.1). */
function lowerNames(schema: Schema): Schema {
  if (!isObject(schema)) return schema;
  return mapProperties(schema, (value, keyword) => {
    if (keyword === 'properties' && isObject(value))
      return Object.fromEntries(Object.entries(value).map(([name, member]) => [name.toLowerCase(), member]));
    if (keyword === 'required' && Array.isArray(value))
      return value.map((name: Json) => (typeof name === 'string' ? name.toLowerCase() : name));
    return keyword === 'allOf' && Array.isArray(value) ? value.map((part: Json) => (isObject(part) ? lowerNames(part) : part)) : value;
  });
}
