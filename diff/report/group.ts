import type { Change } from '../change.js';

/** A change and the events that have it: a change of a shared schema is reported once for all events that use it. */
export interface ChangeGroup {
  readonly change: Change;
  /** Their keys, in order; empty if the change concerns a whole provider. */
  readonly events: readonly string[];
}

/**
 * Groups the changes of a provider that differ only in their event, in order of the first. An event's pointer doesn't
 * count: a location in the document differs for each event, and one in the payload is part of the message.
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

/** The provider, or its first events and the number of the others: `a, b, c and 35 more`. */
export function nameEvents({ change, events }: ChangeGroup, shown = 3): string {
  if (events.length === 0) return change.provider;
  const rest = events.length - shown;
  return rest > 0 ? `${events.slice(0, shown).join(', ')} and ${rest} more` : events.join(', ');
}
