import type { Provider, WebhookEvent } from '../../catalogue/model/model.js';
import { inlineCode, literalText, type Markdown } from '../render/markdown.js';
import type { Labels } from './labels.js';

export interface EventGroup {
  /** null: events without a group among others that have one. */
  readonly name: string | null;
  /** Whether the document names the group; if not, it is the prefix of the events' names. */
  readonly given: boolean;
  readonly events: readonly WebhookEvent[];
}

/** Groups events, in order of first appearance; by the prefix of their names (`order`) if no event has a group. */
export function groupEvents(events: readonly WebhookEvent[]): EventGroup[] {
  const given = events.some(({ group }) => group !== null);
  const groups = new Map<string | null, WebhookEvent[]>();
  for (const event of events) {
    const name = given ? event.group : (event.name.split(/[./:]/)[0] ?? event.name);
    const members = groups.get(name) ?? [];
    groups.set(name, members);
    members.push(event);
  }
  const list = [...groups].map(([name, members]) => ({ name, given: given && name !== null, events: members }));
  // A group per event would be no grouping.
  return !given && list.length === events.length
    ? [{ name: null, given: false, events }].filter(({ events: members }) => members.length > 0)
    : list;
}

/** The document's name as text, a prefix of event names as code. */
export function groupName({ name, given }: Pick<EventGroup, 'name' | 'given'>, { say }: Labels): Markdown {
  if (name === null) return say('others');
  return given ? literalText(name) : inlineCode(name);
}

const groups = new WeakMap<Provider, ReadonlyMap<string, EventGroup>>();

/** The group of an event among those of its provider. */
export function groupOf({ name }: WebhookEvent, provider: Provider): Pick<EventGroup, 'name' | 'given'> {
  const byEvent =
    groups.get(provider) ?? new Map(groupEvents(provider.events).flatMap((group) => group.events.map((event) => [event.name, group])));
  groups.set(provider, byEvent);
  return byEvent.get(name) ?? { name: null, given: false };
}
