import type { Equal, Expect } from './expect.js';
import type { CreadsEvent, CreadsEventMap, CreadsEventName, CreadsProject, ProjectCreated } from './types/creads.js';
import type * as strict from './types/strict/creads.js';

// Two fields tell the events apart, in either order.
export function readProject(event: CreadsEvent): CreadsProject | undefined {
  if (event.event === 'resource.created' && event.resource_type === 'project') {
    type _ = Expect<Equal<typeof event, ProjectCreated>>;
    return event.resource;
  }
  if (event.resource_type === 'project' || event.resource_type === 'Project') {
    if (event.event === 'resource.updated') return event.resource;
    // @ts-expect-error of a deleted project nothing is known
    if (event.event === 'resource.deleted') return event.resource satisfies CreadsProject | undefined as CreadsProject['title'];
  }
  // @ts-expect-error one field alone doesn't do
  if (event.event === 'resource.created') return event.resource.title;
  return undefined;
}

// The event's name is not its name on the wire.
type _Names = Expect<Equal<CreadsEventName, keyof CreadsEventMap>>;
type _Wire = Expect<Equal<CreadsEvent['event'], 'resource.created' | 'resource.updated' | 'resource.deleted'>>;

type MessageType = NonNullable<CreadsEventMap['project_message.created']['resource']['type']>;
type StrictMessageType = NonNullable<strict.CreadsEventMap['project_message.created']['resource']['type']>;
// A receiver may see values that the document doesn't know of, a producer sends none.
export const known: MessageType = 'simple';
export const unknown: MessageType = 'brand new';
type _Strict = Expect<Equal<StrictMessageType, 'simple' | 'delivery' | 'reject' | 'accept'>>;
// @ts-expect-error closed
export const closed: StrictMessageType = 'brand new';

export const lengthOf = (project: CreadsProject): number | undefined => project.title?.length;
// @ts-expect-error may be null, or absent
export const wrongLengthOf = (project: CreadsProject): number => project.title.length;
