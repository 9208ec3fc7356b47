import type { Inbox, Lease, Outcome } from '../inbox/inbox.js';

/** The waits before an outcome that could not be recorded is tried again, in milliseconds; after the last its lease will run out. */
const retryWaitsMs = [100, 1000, 4000];

/** Records an outcome, trying again where that fails. Rejects with what the last try says. */
export async function settleLease(inbox: Inbox, lease: Lease, outcome: Outcome): Promise<boolean> {
  for (const waitMs of retryWaitsMs) {
    try {
      return await inbox.settle(lease, outcome);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, waitMs)); // the last try says what is wrong
    }
  }
  return inbox.settle(lease, outcome);
}
