import { joinPointer, parsePointer } from '@hookbook/runtime/inspect';
import { isJsonObject, ownMember } from '../json-value.js';

/** Returns a copy with a new value at a pointer. Creates missing objects on the way. */
export function replaceAt(value: unknown, pointer: string, replacement: unknown): unknown {
  return replaceIn(value, parsePointer(pointer), replacement);
}

function replaceIn(value: unknown, [name, ...rest]: readonly string[], replacement: unknown): unknown {
  if (name === undefined) return replacement;
  if (Array.isArray(value)) return value.map((item, at) => (String(at) === name ? replaceIn(item, rest, replacement) : item));
  return { ...(isJsonObject(value) ? value : {}), [name]: replaceIn(ownMember(value, name), rest, replacement) };
}

/** The scalars in a value and their pointers, outermost first; at most `max`. */
export function listScalars(value: unknown, max: number): { readonly pointer: string; readonly value: unknown }[] {
  const scalars: { pointer: string; value: unknown }[] = [];
  const waiting = [{ pointer: '', value }];
  for (const { pointer, value } of waiting) {
    if (scalars.length === max) break;
    if (typeof value !== 'object' || value === null) scalars.push({ pointer, value });
    else if (waiting.length < 20 * max)
      for (const [name, inner] of Object.entries(value)) waiting.push({ pointer: joinPointer(pointer, name), value: inner });
  }
  return scalars;
}
