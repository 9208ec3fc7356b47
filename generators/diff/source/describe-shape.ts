import { show } from '../found.js';
import type { Part } from './parts.js';

/** A type in a message: short, and in TypeScript's words. */
export function describeShape(parts: readonly Part[]): string {
  const words = [...new Set(parts.flatMap(describePart))];
  if (words.length === 0) return 'never';
  return words.length > 6 ? `${words.slice(0, 5).join(' | ')} and ${words.length - 5} more` : words.join(' | ');
}

function describePart(part: Part): string[] {
  if (part.kind === 'primitive') return [part.type];
  if (part.kind === 'literals') return [...part.values.map(show), ...(part.openTo ? [part.openTo] : [])];
  return [part.kind === 'intersection' ? 'object' : part.kind];
}
