import { memoryInbox } from '../../runtime/src/memory-inbox.js';
import { openReceiver } from './receiver/open-receiver.js';
import { leaseMs, ourReceiver } from './receiver/our-receiver.js';
import { describeReceiver } from './receiver-conformance.js';

describeReceiver('createReceiver with memoryInbox', async () => {
  // What outlives the process in these checks is the inbox itself.
  const inbox = memoryInbox({ leaseMs, now: () => Date.now() });
  return openReceiver(ourReceiver(() => inbox, inbox.close));
});
