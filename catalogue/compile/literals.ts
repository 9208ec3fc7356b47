import type { Json } from '../model/model.js';
import { isObject } from '../model/properties.js';

/** A JSON value as a JavaScript expression; a property named `__proto__` stays a property. */
export function printLiteral(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(printLiteral).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
  return `{${Object.entries(value)
    .map(([name, member]) => `${printName(name)}:${printLiteral(member)}`)
    .join(',')}}`;
}

function printName(name: string): string {
  if (name === '__proto__') return '["__proto__"]';
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : printLiteral(name);
}
