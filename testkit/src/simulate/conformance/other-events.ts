import { joinPointer, valueAt } from '@hookbook/runtime/inspect';
import { isJsonObject } from '../../json-value.js';
import { fixedPointers, signsAnyBody } from '../facts.js';
import { listScalars, replaceAt } from '../pointers.js';
import type { SimulatedProvider } from '../provider.js';
import type { Composing } from './compose.js';

export interface Case {
  readonly what: string;
  readonly composing: Composing;
}

/** Genuine requests of unknown events. Some have names that a lookup in a plain object would find. */
export function listUnknown(provider: SimulatedProvider, event: string): readonly Case[] {
  const [source] = provider.discriminator;
  const names = [`${event}.vanished`, 'constructor', 'toString', '__proto__'];
  const composeAs = (name: string): Composing =>
    source?.kind === 'header'
      ? { headers: { [source.header]: name } }
      : { payload: (payload) => replaceAt(payload, source?.pointer ?? '', name) };
  const named =
    source === undefined ? [] : names.map((name) => ({ what: `an authentic event called "${name}"`, composing: composeAs(name) }));
  const bare = { what: 'an authentic {}', composing: { body: () => '{}' } };
  return [...named, ...(signsAnyBody(provider) ? [bare] : [])];
}

/** The event with a payload that breaks its schema for any reader: a property of another type, and a missing one. */
export function listInvalid(provider: SimulatedProvider, event: string): readonly Case[] {
  const { payload } = provider.sample(event);
  const fixed = fixedPointers(provider);
  const isFree = (pointer: string) => !fixed.some((one) => one === pointer || one.startsWith(`${pointer}/`));
  const names = (isJsonObject(payload) ? Object.keys(payload) : []).filter((name) => isFree(joinPointer('', name)));
  const pointers = [
    ...names.map((name) => joinPointer('', name)),
    ...listScalars(payload, 100).flatMap(({ pointer }) => (isFree(pointer) ? [pointer] : [])),
  ];
  const wrong = pointers.map((pointer) => ({ what: `another type of ${pointer}`, change: (value: unknown) => changeType(value, pointer) }));
  const without = names.map((name) => ({ what: `no ${joinPointer('', name)}`, change: (value: unknown) => leaveOut(value, name) }));
  return [wrong, without].flatMap((changes) => {
    const found = changes.find(({ change }) => breaksStructure(provider, event, change(payload)));
    return found === undefined ? [] : [{ what: `an authentic ${event} with ${found.what}`, composing: { payload: found.change } }];
  });
}

const changeType = (payload: unknown, pointer: string) =>
  replaceAt(payload, pointer, typeof valueAt(payload, pointer) === 'string' ? 1 : 'text');

const leaveOut = (payload: unknown, name: string) => Object.fromEntries(Object.entries(payload ?? {}).filter(([other]) => other !== name));

/** Tolerant readers accept unknown enum values and properties, but not these. */
function breaksStructure(provider: SimulatedProvider, event: string, payload: unknown): boolean {
  const result = provider.validate(event, payload);
  return !result.valid && result.errors.every(({ keyword }) => ['type', 'required', 'anyOf', 'oneOf'].includes(keyword));
}
