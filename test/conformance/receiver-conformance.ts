import { describe, test } from 'vitest';
import { answerChecks } from './receiver/answer-checks.js';
import { byteChecks } from './receiver/byte-checks.js';
import type { Check, OpenedReceiver } from './receiver/check.js';
import { commitChecks } from './receiver/commit-checks.js';
import { duplicateChecks } from './receiver/duplicate-checks.js';
import { retryChecks } from './receiver/retry-checks.js';
import { signatureChecks } from './receiver/signature-checks.js';

/** What people rely on with any receiver of webhooks that are signed as Standard Webhooks says. */
export const receiverChecks: readonly Check<OpenedReceiver>[] = [
  ...commitChecks,
  ...duplicateChecks,
  ...answerChecks,
  ...signatureChecks,
  ...byteChecks,
  ...retryChecks,
];

/** Every check over a receiver of its own; `open` gives a fresh one. */
export function describeReceiver(name: string, open: () => Promise<OpenedReceiver>): void {
  describe(name, () => {
    for (const check of receiverChecks) test(check.name, () => runCheck(check, open));
  });
}

export async function runCheck(check: Check<OpenedReceiver>, open: () => Promise<OpenedReceiver>): Promise<void> {
  const opened = await open();
  try {
    await check.run(opened);
  } finally {
    await opened.close();
  }
}
