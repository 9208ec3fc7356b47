import { memoryInbox } from '../../runtime/src/inbox/memory-inbox.js';
import { describeInbox } from './inbox-conformance.js';
import { leaseMs, retentionMs } from './opened-inbox.js';

describeInbox('memoryInbox', async () => {
  let now = 1_763_724_000_000;
  const inbox = memoryInbox({ leaseMs, retentionMs, now: () => now });
  const advance = (ms: number) => {
    now += ms;
  };
  return { inbox, advance, reopen: null, discard: () => inbox.close() };
});
