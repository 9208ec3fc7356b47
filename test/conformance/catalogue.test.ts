import { describe, expect, test } from 'vitest';
import { memoryInbox } from '../../runtime/src/inbox/memory-inbox.js';
import { conformance, describeConformance } from '../../testkit/src/simulate.js';
import { generated, type ProviderName } from '../runtime/simulate/catalogue.js';
import { openReceiver } from './receiver/open-receiver.js';
import { leaseMs, ourReceiver } from './receiver/our-receiver.js';
import { secret } from './receiver/shop-provider.js';

const untimed = ['a stale timestamp is refused', 'a timestamp in the future is refused', 'scenario stale', 'scenario rotated-secret'];

/** What says nothing of the provider, or of a receiver with a single secret. */
const notApplying: { readonly [Name in ProviderName]: readonly string[] } = {
  ulule: [
    'the signature is verified over the exact bytes',
    'an altered request is refused',
    'signatures are compared in constant time',
    'a refused request leaves no trace',
    'scenario forged',
    'scenario tampered',
    ...untimed,
  ],
  acme: untimed,
  ecwid: ['a body that is not a JSON object is acknowledged', 'scenario rotated-secret'],
  gately: untimed,
  creads: untimed,
};

async function check(name: ProviderName) {
  const { simulated: provider, contract } = generated[name];
  const inbox = memoryInbox({ leaseMs, now: () => Date.now() });
  const { fetch, clock, probe, close } = openReceiver(ourReceiver(() => inbox, undefined, contract));
  try {
    return await conformance({ fetch }, { provider, clock, probe, ...(provider.signature === null ? {} : { secret }) });
  } finally {
    await close();
  }
}

describe('on a clock of its own, with all that a probe can have, a receiver over the generated contract keeps every promise', () => {
  test.each(Object.entries(notApplying))('of %s', async (name, left) => {
    const report = await check(name as ProviderName);
    expect(report.ok, describeConformance(report)).toBe(true);
    const found = report.checks.flatMap((one) => (one.verdict === 'not-checked' ? [one.name] : []));
    expect(found.sort()).toEqual([...left].sort());
  });
});
