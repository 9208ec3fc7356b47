import type { Inbox, Lease, Outcome } from '../inbox/inbox.js';

/** The waits before recording an outcome again, in milliseconds. After the last one the lease expires. */
const retryWaitsMs = [100, 1000, 4000];

/** Records an outcome and retries on failure. Rejects with the error of the last try. */
export async function settleLease(inbox: Inbox, lease: Lease, outcome: Outcome): Promise<boolean> {
  for (const waitMs of retryWaitsMs) {
    try {
      return await inbox.settle(lease, outcome);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, waitMs)); // if the last try fails too, its error is reported
    }
  }
  return inbox.settle(lease, outcome);
}
