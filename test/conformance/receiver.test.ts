import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { memoryInbox } from '../../runtime/src/inbox/memory-inbox.js';
import { sqliteInbox } from '../../runtime/src/sqlite.js';
import { openReceiver } from './receiver/open-receiver.js';
import { leaseMs, ourReceiver } from './receiver/our-receiver.js';
import { describeReceiver } from './receiver-conformance.js';

const now = () => Date.now(); // looked up anew each time: the checks replace it

describeReceiver('createReceiver with memoryInbox', async () => {
  // What outlives the process in these checks is the inbox itself.
  const inbox = memoryInbox({ leaseMs, now });
  return openReceiver(ourReceiver(() => inbox));
});

describeReceiver('createReceiver with sqliteInbox', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hookbook-'));
  const open = () => sqliteInbox(join(folder, 'inbox.db'), { leaseMs, now });
  return openReceiver(ourReceiver(open, () => rm(folder, { recursive: true })));
});
