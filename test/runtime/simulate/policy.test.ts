import { describe, expect, test } from 'vitest';
import type { DeliveryPolicy } from '../../../runtime/src/contract.js';
import { type DeliveryReport, describeReport, resolvePolicy, type SimulationReport, simulate } from '../../../testkit/src/simulate.js';
import { fakeClock, generated, type ProviderName, secret } from './catalogue.js';
import { shopProvider, shopSecret } from './shop.js';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const down = async () => new Response(null, { status: 503 });
const signing = (name: ProviderName) => (generated[name].simulated.signature === null ? {} : { secret });
const times = (delivery: DeliveryReport | undefined) => (delivery?.attempts ?? []).map(({ at }) => at);
const play = (name: ProviderName, scenario: SimulationReport['scenario'], fetch: (request: Request) => Promise<Response> = down) =>
  simulate({ provider: generated[name].simulated, scenario, fetch, clock: fakeClock(), ...signing(name) });

describe("an endpoint that is down sees the provider's documented schedule", () => {
  test('ecwid: 15 min four times, then hourly: 27 attempts within 24 h', async () => {
    const { deliveries, assumed } = await play('ecwid', 'happy');
    const quarters = [0, 15, 30, 45, 60].map((at) => at * minute);
    const hours = Array.from({ length: 22 }, (_, at) => (at + 2) * hour);
    expect(times(deliveries[0])).toEqual([...quarters, ...hours]);
    expect(deliveries[0]).toMatchObject({
      outcome: 'given-up',
      attempts: Array(27).fill({ status: 503, error: null, acknowledged: false }),
    });
    expect(assumed).toEqual([]);
  });

  test('gately: at once, then 1 min, 5 min, 30 min and 2 h apart', async () => {
    const { deliveries, assumed } = await play('gately', 'happy');
    expect(times(deliveries[0])).toEqual([0, 0, 1, 6, 36, 156].map((at) => at * minute));
    expect(assumed.map(({ name }) => name)).toEqual(['disableAfterMs']);
  });

  test.each(['creads', 'acme', 'ulule'] as const)('%s documents none: the one that is assumed, and said to be', async (name) => {
    const { deliveries, assumed } = await play(name, 'happy');
    expect(times(deliveries[0])).toEqual([0, 5000, 305_000, 2_105_000, 9_305_000, 27_305_000, 63_305_000, 99_305_000]);
    expect(assumed.map((one) => one.name)).toContain('retriesMs');
  });

  test('the rest is not sent, and the report says so', async () => {
    const report = await play('gately', 'happy');
    expect(report.deliveries).toHaveLength(1);
    expect(report.notes).toContain('The rest was not sent: each delivery would fail the same way.');
  });

  test('as far as it is wanted', async () => {
    const provider = generated.ecwid.simulated;
    const { deliveries } = await simulate({ provider, secret, fetch: down, attempts: 3 });
    expect(deliveries).toMatchObject([{ outcome: 'cut-short', attempts: [{}, {}, {}] }]);
  });
});

describe('a schedule', () => {
  const policy: DeliveryPolicy = {
    ...{ query: [], acknowledges: [], timeoutMs: null, connectTimeoutMs: null, retriesMs: null },
    ...{ retryForMs: null, disableAfterMs: null, notify: null, ordered: null },
  };
  const waits = (given: Partial<DeliveryPolicy>) => resolvePolicy({ ...policy, ...given }).policy.waitsMs;

  test.each([
    { name: 'is what the document says', given: { retriesMs: [1, 2, 3] }, want: [1, 2, 3] },
    { name: 'of one attempt', given: { retriesMs: [] }, want: [] },
    { name: 'repeats its last wait', given: { retriesMs: [1, 2], retryForMs: 7 }, want: [1, 2, 2] },
    { name: 'ends where its span does', given: { retriesMs: [1, 2, 3], retryForMs: 4 }, want: [1, 2] },
    { name: 'never repeats a wait of nothing', given: { retriesMs: [0], retryForMs: 10 }, want: [0] },
    { name: 'without waits has nothing to repeat', given: { retriesMs: [], retryForMs: 10 }, want: [] },
  ])('$name', ({ given, want }) => {
    expect(waits(given)).toEqual(want);
  });

  test('has an end, whatever a document says', () => {
    expect(waits({ retriesMs: [1], retryForMs: Number.MAX_SAFE_INTEGER })).toHaveLength(999);
    expect(waits({ retriesMs: Array(5000).fill(1) })).toHaveLength(999);
  });

  test.each([
    { acknowledges: [200] as const, taken: [200], not: [201, 204, 302, 500] },
    { acknowledges: ['2xx', 409] as const, taken: [200, 204, 299, 409], not: [199, 300, 410] },
    { acknowledges: [] as const, taken: [200, 226], not: [304] },
  ])('$acknowledges acknowledges', ({ acknowledges, taken, not }) => {
    const { policy: resolved } = resolvePolicy({ ...policy, acknowledges });
    expect([...taken, ...not].filter((status) => resolved.acknowledges(status))).toEqual(taken);
  });
});

describe('an outage', () => {
  test('ecwid stops sending after two weeks, and the document names no notice', async () => {
    const report = await play('ecwid', 'outage');
    expect(report.disabledAt).toBe(14 * day);
    expect(report.notices).toEqual([]);
    expect(report.notes.join('\n')).toMatch(/defines no notice: nobody is told that Ecwid stopped sending/);
    const during = report.deliveries.filter(({ trait }) => trait === 'during the outage');
    expect(during.map(({ outcome }) => outcome)).toEqual([...Array(14).fill('given-up'), 'disabled']);
    expect(Math.max(...during.flatMap(times))).toBe(14 * day);
  });

  test('creads tells by e-mail, after a span that is assumed', async () => {
    const report = await play('creads', 'outage');
    expect(report.disabledAt).toBeGreaterThanOrEqual(5 * day);
    expect(report.notices).toEqual([
      { at: report.disabledAt, by: 'email', message: 'Creads Partners stops sending: too many deliveries failed' },
    ]);
    expect(report.assumed.map(({ message }) => message).join('\n')).toMatch(
      /after how many failures it stops sending is not documented: once they have gone on for 5 d/,
    );
    expect(describeReport(report)).toMatch(/notice by email after 5 d/);
  });

  test('gately gives one delivery up and never stops: that is not documented, and said', async () => {
    const report = await play('gately', 'outage', async () => new Response());
    expect(report.disabledAt).toBeNull();
    expect(report.ok).toBe(true);
    expect(report.deliveries.map(({ outcome }) => outcome)).toEqual(['given-up', 'acknowledged']);
  });

  test("the endpoint's clock goes along", async () => {
    const clock = fakeClock(0);
    await simulate({ provider: generated.ecwid.simulated, scenario: 'outage', secret, clock, fetch: async () => new Response() });
    expect(clock.now()).toBe(14 * day);
  });

  test('a document that names a span of centuries is no endless simulation', async () => {
    const { delivery } = shopProvider();
    const provider = shopProvider({ delivery: { ...delivery, disableAfterMs: 500 * 365 * day, retriesMs: [] } });
    const report = await simulate({ provider, scenario: 'outage', secret: shopSecret, fetch: async () => new Response() });
    expect(report.disabledAt).toBe(500 * 365 * day);
    expect(report.deliveries.length).toBeLessThan(100);
  });
});

test('an answer may be waited for longer than setTimeout can', async () => {
  const { delivery } = shopProvider();
  const provider = shopProvider({ delivery: { ...delivery, timeoutMs: 365 * day } });
  const later = () => new Promise<Response>((resolve) => setTimeout(() => resolve(new Response()), 5));
  expect((await simulate({ provider, secret: shopSecret, fetch: later, count: 1 })).ok).toBe(true);
});

test('attempts that the simulator fails are none of the few that the endpoint may', async () => {
  const options = { provider: shopProvider(), secret: shopSecret, fetch: async () => new Response(), attempts: 1 };
  expect((await simulate({ ...options, scenario: 'last-attempt' })).ok).toBe(true);
  expect((await simulate({ ...options, scenario: 'retry-after-500' })).ok).toBe(true);
});

describe('a provider that stops sending while the endpoint is down', () => {
  const { delivery } = shopProvider();
  const provider = shopProvider({ delivery: { ...delivery, disableAfterMs: 30_000, notify: 'email' } });

  test('makes no further attempt, and says so once', async () => {
    const report = await simulate({ provider, secret: shopSecret, fetch: down, scenario: 'out-of-order' });
    expect(report.disabledAt).toBe(61_000);
    expect(report.notices).toHaveLength(1);
    expect(report.deliveries.map(({ outcome, attempts }) => `${outcome} ${attempts.length}`)).toEqual([
      'given-up 3',
      ...Array(2).fill('disabled 0'),
    ]);
    expect(report.verdicts[0]?.message).toMatch(/order.created: not sent: the provider has stopped sending/);
  });
});

describe('a provider that never tries again', () => {
  const { delivery } = shopProvider();
  const provider = shopProvider({ delivery: { ...delivery, retriesMs: [] } });

  test.each(['retry-after-500', 'retry-after-timeout', 'last-attempt'] as const)('%s says nothing of it', async (scenario) => {
    const report = await simulate({ provider, scenario, secret: shopSecret, fetch: down });
    expect(report).toMatchObject({ ok: true, deliveries: [], skipped: 'the document says that Shop sends each delivery once' });
    expect(describeReport(report)).toBe(`shop ${scenario}: not run: the document says that Shop sends each delivery once`);
  });
});
