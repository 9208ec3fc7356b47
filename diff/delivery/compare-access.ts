import type { Provider, WebhookEvent } from '../../catalogue/model/model.js';
import type { Difference } from '../change.js';
import { differ } from '../difference.js';

type Access = WebhookEvent['access'];

/** Who has the scopes that used to do still gets the event, or may not. */
export function compareAccess(older: WebhookEvent, newer: WebhookEvent, provider: Provider): Difference[] {
  const [tightened, relaxed] = [!covers(newer.access, older.access), !covers(older.access, newer.access)];
  if (!tightened && !relaxed) return [];
  const message = `scopes: ${describe(newer.access)}, was ${describe(older.access)}`;
  return [differ(tightened ? 'access-tightened' : 'access-relaxed', { provider, event: newer }, newer.pointer, message)];
}

/** Whether each of the ways to have access is enough for the other list too; an empty list asks for nothing. */
function covers(access: Access, ways: Access): boolean {
  if (access.length === 0) return true;
  return (ways.length === 0 ? [[]] : ways).every((way) => access.some((needed) => needed.every((scope) => way.includes(scope))));
}

const describe = (access: Access) => (access.length === 0 ? 'none' : access.map((scopes) => scopes.join(' and ')).join(', or '));
