import type { Change } from '../change.js';

/** A change and the events that it happens to alike: what a shared schema brings to all that include it is one thing to read. */
export interface ChangeGroup {
  readonly change: Change;
  /** Their keys, in order; empty for what holds for a whole provider. */
  readonly events: readonly string[];
}

/**
 * Changes of a provider that differ by their event alone, as one; in order of the first. An event's pointer may be of its own (where it stands
 * in the document), so it doesn't count; one into the payload is in the message.
 */
export function groupChanges(changes: readonly Change[]): ChangeGroup[] {
  const groups = new Map<string, { readonly change: Change; readonly events: string[] }>();
  for (const change of changes) {
    const { code, verdict, provider, pointer, message, event } = change;
    const key = JSON.stringify([code, verdict, provider, event === null ? pointer : null, message]);
    const group = groups.get(key) ?? { change, events: [] };
    groups.set(key, group);
    if (event !== null) group.events.push(event);
  }
  return [...groups.values()];
}

/** The provider, its event, or the first of its events and how many more there are: `a, b, c and 35 more`. */
export function nameEvents({ change, events }: ChangeGroup, shown = 3): string {
  if (events.length === 0) return change.provider;
  const rest = events.length - shown;
  return rest > 0 ? `${events.slice(0, shown).join(', ')} and ${rest} more` : events.join(', ');
}
