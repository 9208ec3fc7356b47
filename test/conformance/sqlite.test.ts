import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Inbox } from '../../runtime/src/inbox/inbox.js';
import { sqliteInbox } from '../../runtime/src/sqlite.js';
import { describeInbox } from './inbox-conformance.js';
import { leaseMs, retentionMs } from './opened-inbox.js';

describeInbox('sqliteInbox', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hookbook-'));
  let now = 1_763_724_000_000;
  let inbox: Inbox;
  const open = () => {
    inbox = sqliteInbox(join(folder, 'inbox.db'), { leaseMs, retentionMs, now: () => now });
    return inbox;
  };
  const reopen = async () => {
    await inbox.close();
    return open();
  };
  const advance = (ms: number) => {
    now += ms;
  };
  const discard = async () => {
    await inbox.close();
    await rm(folder, { recursive: true });
  };
  return { inbox: open(), advance, reopen, discard };
});
