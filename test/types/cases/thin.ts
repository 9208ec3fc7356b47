import type { Equal, Expect } from './expect.js';
import type { AcmeEvent, FieldChange } from './types/acme.js';
import type { GatelyEvent, GatelyEventMap } from './types/gately.js';
import type { UluleEvent, UluleEventMap } from './types/ulule.js';

export function read(acme: AcmeEvent, gately: GatelyEvent, ulule: UluleEvent) {
  if (acme.type === 'user.updated') {
    const change = acme.data.changes['email'];
    type _ = Expect<Equal<typeof change, FieldChange>>;
    // @ts-expect-error what a field was can be anything
    change.old.length;
  }
  if (gately.event === 'form.submitted') {
    gately.data.submission_id.length;
    // @ts-expect-error what was filled in can be anything
    gately.data.fields?.['name'].length;
  }
  if (ulule.type === 'project.funded') {
    ulule.resource.uri.length;
    // @ts-expect-error the type of the resource is the event's
    if (ulule.resource.type === 'reward') return;
  }
}

type _Created = Expect<Equal<GatelyEventMap['member.created']['created_at'], string>>;
type _Comment = Expect<Equal<UluleEventMap['comment.created']['resource']['type'], 'project' | 'news' | (string & {})>>;
