import type { ValidationError } from '@hookbook/runtime';
import { joinPointer, valueAt } from '@hookbook/runtime/inspect';
import { isJsonObject, ownMember, setMember } from '../json-value.js';
import { bound, describeJson, listLines, namePointer } from './words.js';

/**
 * Merges overrides into a payload: objects merge deeply, lists and scalars replace, `undefined` removes. The result
 * shares nothing with either. Throws a TypeError if the overrides are circular.
 */
export function mergeOverrides(payload: unknown, overrides: unknown, pointer = '', around: readonly unknown[] = []): unknown {
  if (around.includes(overrides)) throw new TypeError(`the overrides refer to themselves at ${namePointer(pointer)}; a payload is JSON`);
  const inside = [...around, overrides];
  if (Array.isArray(overrides)) return overrides.map((item, at) => mergeOverrides(undefined, item, joinPointer(pointer, at), inside));
  if (!isJsonObject(overrides)) return overrides;
  const merged: Record<string, unknown> = {};
  if (isJsonObject(payload)) for (const [name, value] of Object.entries(payload)) setMember(merged, name, value);
  for (const [name, value] of Object.entries(overrides)) {
    if (value === undefined) delete merged[name];
    else setMember(merged, name, mergeOverrides(ownMember(payload, name), value, joinPointer(pointer, name), inside));
  }
  return merged;
}

/** The message of `build` for an invalid payload: its errors, and how to build one on purpose. */
export function describeInvalid(provider: string, event: string, payload: unknown, errors: readonly ValidationError[]): string {
  const call = `build(${bound(JSON.stringify(provider))}, ${bound(JSON.stringify(event))})`;
  return [
    `${call}: the payload with these overrides is not valid by the strict schema`,
    ...listLines(errors.map((error) => describeError(error, payload))),
    `To build an invalid payload on purpose, spread a valid one: { ...${call}, field: 'wrong' }`,
  ].join('\n');
}

/** Longer messages contain a list or a pattern and are cut. */
const maxMessageLength = 400;

/** `/data/amount: must be number, but is string "12"`. */
export function describeError({ pointer, found, message }: ValidationError, payload: unknown): string {
  const value = found === 'object' || found.startsWith('array') ? ` ${describeJson(valueAt(payload, pointer))}` : '';
  return `${namePointer(pointer)}: ${bound(message, maxMessageLength)}${value}`;
}
