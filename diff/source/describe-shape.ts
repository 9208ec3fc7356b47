import { show } from '../found.js';
import type { PlainShape } from './open-shape.js';

/** What a type is and was. If both have the same text, objects are described by their properties. */
export function describeChange(newer: readonly PlainShape[], older: readonly PlainShape[]): string {
  const [is, was] = [describeShape(newer), describeShape(older)];
  if (is !== was) return `${is}, was ${was}`;
  return `${describe(newer, describeMembers)}, was ${describe(older, describeMembers)}`;
}

/** A type in a message: short, in TypeScript's terms. */
export const describeShape = (parts: readonly PlainShape[]): string => describe(parts, describePart);

function describe(parts: readonly PlainShape[], describeOne: (part: PlainShape) => string[]): string {
  const words = [...new Set(parts.flatMap(describeOne))];
  if (words.length === 0) return 'never';
  return words.length > 6 ? `${words.slice(0, 5).join(' | ')} and ${words.length - 5} more` : words.join(' | ');
}

function describePart(part: PlainShape): string[] {
  if (part.kind === 'primitive') return [part.type];
  if (part.kind === 'literals') return [...part.values.map(show), ...(part.openTo ? [part.openTo] : [])];
  return [part.kind === 'intersection' ? 'object' : part.kind];
}

/** `object with "kind": "card", "last4"` */
function describeMembers(part: PlainShape): string[] {
  if (part.kind !== 'object' || part.members.size === 0) return describePart(part);
  const names = [...part.members].map(([name, { shape }]) => {
    const value = shape.kind === 'literals' && shape.openTo === null && shape.values.length === 1 ? shape.values[0] : undefined;
    return value === undefined ? show(name) : `${show(name)}: ${show(value)}`;
  });
  return [`object with ${names.slice(0, 4).join(', ')}`];
}
