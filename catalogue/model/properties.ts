import type { Json, JsonObject } from './model.js';

/** Sets an own property of any name, `__proto__` too. */
export function setOwn(object: Record<string, Json>, key: string, value: Json): void {
  if (key === '__proto__') Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
  else object[key] = value;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The own property of that name; undefined if there is none, or if the value is not an object. */
export function getOwn(value: Json | undefined, key: string): Json | undefined {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

export function getString(value: Json | undefined, key: string): string | null {
  const member = getOwn(value, key);
  return typeof member === 'string' ? member : null;
}

export function getObject(value: Json | undefined, key: string): JsonObject | null {
  const member = getOwn(value, key);
  return isObject(member) ? member : null;
}

export function getArray(value: Json | undefined, key: string): readonly Json[] {
  const member = getOwn(value, key);
  return Array.isArray(member) ? member : [];
}

/** The own properties, in order; none if the value is not an object. */
export function listProperties(value: Json | undefined | null): [string, Json][] {
  return isObject(value) ? Object.entries(value) : [];
}

/** The same properties with other values. Names such as `__proto__` stay own properties. */
export function mapProperties(value: JsonObject, change: (member: Json, key: string) => Json): JsonObject {
  const result: Record<string, Json> = {};
  for (const [key, member] of Object.entries(value)) setOwn(result, key, change(member, key));
  return result;
}
