import { describe, expect, test } from 'vitest';
import { conformanceChecks } from '../../testkit/src/simulate/conformance/checks.js';
import { type ConformanceReport, conformance } from '../../testkit/src/simulate.js';
import type { OpenedReceiver } from './receiver/open-receiver.js';
import { secret, shopProvider } from './receiver/shop-provider.js';

export const checkNames: readonly string[] = conformanceChecks.map(({ name }) => name);

/** Every check over a receiver of its own; `open` gives a fresh one. */
export function describeReceiver(name: string, open: () => Promise<OpenedReceiver>): void {
  describe(name, () => {
    for (const check of checkNames) {
      test(check, async () => expect((await runChecks(open, [check])).checks).toMatchObject([{ verdict: 'kept', message: '' }]));
    }
  });
}

export async function runChecks(open: () => Promise<OpenedReceiver>, only?: readonly string[]): Promise<ConformanceReport> {
  const { fetch, clock, probe, close } = await open();
  try {
    return await conformance({ fetch }, { provider: shopProvider, secret, clock, probe, ...(only === undefined ? {} : { only }) });
  } finally {
    await close();
  }
}
