import { BrokenPromise } from '../conformance/receiver/check.js';
import { openReceiver, type Program } from '../conformance/receiver/open-receiver.js';
import { receiverChecks, runCheck } from '../conformance/receiver-conformance.js';

/** The checks that a receiver fails, and what they say. A check that breaks down by itself says nothing about a receiver. */
export async function findFaults(program: () => Program): Promise<Record<string, string>> {
  const faults: Record<string, string> = {};
  for (const check of receiverChecks) {
    try {
      await runCheck(check, async () => openReceiver(program()));
    } catch (error) {
      if (!(error instanceof BrokenPromise)) throw error;
      faults[check.name] = error.message;
    }
  }
  return faults;
}
