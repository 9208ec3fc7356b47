import type { WebhookEvent } from '../../catalogue/model/model.js';
import type { Difference } from '../change.js';
import { differ } from '../difference.js';

type Access = WebhookEvent['access'];

/** Whether the scopes that were enough still are. */
export function compareAccess(older: WebhookEvent, newer: WebhookEvent): Difference[] {
  const [tightened, relaxed] = [!covers(newer.access, older.access), !covers(older.access, newer.access)];
  if (!tightened && !relaxed) return [];
  const message = `scopes: ${describe(newer.access)}, was ${describe(older.access)}`;
  return [differ(tightened ? 'access-tightened' : 'access-relaxed', newer, message)];
}

/** Whether each of the `ways` to have access is enough for `access`. An empty list requires no scopes. */
function covers(access: Access, ways: Access): boolean {
  if (access.length === 0) return true;
  return (ways.length === 0 ? [[]] : ways).every((way) => access.some((needed) => needed.every((scope) => way.includes(scope))));
}

const describe = (access: Access) => (access.length === 0 ? 'none' : access.map((scopes) => scopes.join(' and ')).join(', or '));
