import type { ValidationError } from '@hookbook/runtime';
import { joinPointer, valueAt } from '@hookbook/runtime/inspect';
import { isJsonObject, ownMember, setMember } from './json-value.js';
import { bound, describeJson, listLines, namePointer } from './words.js';

/**
 * A payload with overrides: members merge deeply, lists and scalars replace, `undefined` removes. The result shares nothing with
 * either. Throws a TypeError where the overrides are no tree.
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

/** What `build` says of a payload that isn't valid: each error's pointer, expectation and value, and how to make one on purpose. */
export function describeInvalid(provider: string, event: string, payload: unknown, errors: readonly ValidationError[]): string {
  const call = `build(${bound(JSON.stringify(provider))}, ${bound(JSON.stringify(event))})`;
  return [
    `${call}: what the overrides make is not valid, judged strictly`,
    ...listLines(errors.map((error) => describeError(error, payload))),
    `To make an invalid payload on purpose, spread a valid one: { ...${call}, member: 'wrong' }`,
  ].join('\n');
}

/** Longer ones hold a list or a pattern that says no more. */
const maxMessageLength = 400;

/** `/data/amount: must be number, but is string "12"`. */
export function describeError({ pointer, found, message }: ValidationError, payload: unknown): string {
  const value = found === 'object' || found.startsWith('array') ? ` ${describeJson(valueAt(payload, pointer))}` : '';
  return `${namePointer(pointer)}: ${bound(message, maxMessageLength)}${value}`;
}
