import type { ObjectShape, Shape } from '../../generators/types/shape.js';
import { below, type Found, found } from '../found.js';

/** Compares the types of two shapes. */
export type CompareShapes = (older: Shape, newer: Shape) => readonly Found[];

/** Compares property by property, in the newer version's order. */
export function compareMembers(older: ObjectShape, newer: ObjectShape, compare: CompareShapes): Found[] {
  const names = new Set([...newer.members.keys(), ...older.members.keys()]);
  return [...[...names].flatMap((name) => compareMember(name, older, newer, compare)), ...compareIndex(older, newer, compare)];
}

function compareMember(name: string, older: ObjectShape, newer: ObjectShape, compare: CompareShapes): Found[] {
  const [was, is] = [older.members.get(name), newer.members.get(name)];
  const [type, typed] = [was?.shape ?? indexOf(older), is?.shape ?? indexOf(newer)];
  const types = type && typed ? below(name, compare(type, typed)) : [];
  if (!was)
    return [is?.required ? found('required-member-added', 'is new and required', name) : found('member-added', 'is new', name), ...types];
  if (!is) return [found('member-removed', 'was removed from the type', name), ...types];
  if (was.required === is.required) return types;
  return [
    is.required ? found('member-required', 'is now required', name) : found('member-optional', 'may now be undefined', name),
    ...types,
  ];
}

/** Whether properties with any name can be read and written: `[k: string]: …`. */
function compareIndex(older: ObjectShape, newer: ObjectShape, compare: CompareShapes): Found[] {
  const [was, is] = [indexOf(older), indexOf(newer)];
  if (was && is) return below('*', compare(was, is));
  if (was) return [found('index-removed', 'allows only the listed properties; it allowed any')];
  return is ? [found('index-added', 'allows properties of any name')] : [];
}

/** An object without listed properties has an index signature; any other only if the schema says so. */
function indexOf({ members, rest }: ObjectShape): Shape | null {
  if (rest === null) return members.size === 0 ? anything : null;
  return rest.kind === 'never' ? null : rest;
}

const anything: Shape = { kind: 'unknown' };
