import { describe } from 'vitest';
import { describeClaims } from './claim.js';
import { describeKept } from './kept.js';
import type { OpenInbox } from './opened-inbox.js';
import { describeOrder } from './order.js';
import { describeReleasing } from './release.js';
import { describeSettling } from './settle.js';
import { describeStore } from './store.js';

/** Everything that the comments of `Inbox` promise, over an inbox of any kind. */
export function describeInbox(name: string, open: OpenInbox): void {
  describe(name, () => {
    describeStore(open);
    describeClaims(open);
    describeOrder(open);
    describeSettling(open);
    describeReleasing(open);
    describeKept(open);
  });
}
