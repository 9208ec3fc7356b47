import { describe, expect, test } from 'vitest';
import { describeReport, type SimulateOptions, scenarioNames, scenarios, simulate } from '../../../testkit/src/simulate.js';
import { generated, providerNames } from './catalogue.js';
import { shopProvider, shopSecret } from './shop.js';

const sent: Request[] = [];
const fetch = async (request: Request) => {
  sent.push(request);
  return new Response();
};
const fine: SimulateOptions = { provider: shopProvider(), secret: shopSecret, fetch, count: 1 };

describe('a wrong option is named before anything is sent', () => {
  test.each([
    { name: 'unknown', given: { scenari: 'happy' }, want: /options: there is no "scenari"/ },
    { name: 'no provider', given: { provider: undefined }, want: /^provider must be/ },
    { name: 'facts alone', given: { provider: generated.acme.contract }, want: /^provider must be/ },
    { name: 'a provider without events', given: { provider: shopProvider({ events: [] }) }, want: /provider: Shop has no events/ },
    { name: 'neither url nor fetch', given: { fetch: undefined }, want: /^url is missing/ },
    { name: 'no address', given: { url: 'localhost:3000' }, want: /^url must be an http/ },
    { name: 'a file', given: { url: 'file:///etc/passwd' }, want: /^url must be an http/ },
    { name: 'a password', given: { url: 'http://user:hunter2@localhost/' }, want: /^url must not contain a user name or password/ },
    { name: 'no secret', given: { secret: undefined }, want: /^secret is missing: Shop signs.*environment variable/ },
    { name: 'an empty secret', given: { secret: ' ' }, want: /^secret must be a string/ },
    { name: 'no secrets', given: { secret: [] }, want: /^secret is empty/ },
    { name: 'one of two secrets', given: { secret: [shopSecret, undefined] }, want: /^secret\[1\] must be a string/ },
    { name: 'a secret that can not sign', given: { secret: 'hunter2' }, want: /the secret is not whsec_ followed by base64/ },
    { name: 'a secret for who does not sign', given: { provider: generated.ulule.simulated }, want: /^secret: .*no signature for Ulule/ },
    { name: 'previousSecret', given: { previousSecret: '' }, want: /^previousSecret must be a string/ },
    {
      name: 'a previousSecret that can not sign',
      given: { previousSecret: 'x', scenario: 'rotated-secret' },
      want: /the secret is not whsec_/,
    },
    { name: 'no such scenario', given: { scenario: 'sunny' }, want: /^scenario must be one of happy/ },
    { name: 'a name of Object', given: { scenario: 'constructor' }, want: /^scenario must be one of happy/ },
    { name: 'no events', given: { events: [] }, want: /^events must be a list/ },
    { name: 'no such event', given: { events: ['order.paid'] }, want: /^events: Shop has no "order.paid"/ },
    { name: 'count', given: { count: 0 }, want: /^count must be an integer from 1 to 10000/ },
    { name: 'seed', given: { seed: -1 }, want: /^seed must be an integer/ },
    { name: 'timeoutMs', given: { timeoutMs: '5' }, want: /^timeoutMs must be an integer/ },
    { name: 'attempts', given: { attempts: 0.5 }, want: /^attempts must be an integer/ },
    { name: 'clock', given: { clock: { now: Date.now } }, want: /^clock must be an object with now\(\) and advance/ },
    {
      name: 'a clock without time',
      given: { clock: { now: () => Number.NaN, advance() {} } },
      want: /^clock.now\(\) must give unix milliseconds/,
    },
    { name: 'effects', given: { effects: [] }, want: /^effects must be a function/ },
    { name: 'fetch', given: { fetch: 'http://localhost' }, want: /^fetch must be a function/ },
  ])('$name', async ({ given, want }) => {
    sent.length = 0;
    const error: unknown = await simulate({ ...fine, ...given } as SimulateOptions).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(TypeError);
    expect((error as TypeError).message).toMatch(want);
    expect((error as TypeError).message).not.toContain('hunter2');
    expect(sent).toEqual([]);
  });

  test('no options', async () => {
    await expect(simulate(undefined as unknown as SimulateOptions)).rejects.toThrow(/^options must be an object/);
  });
});

describe('a report', () => {
  test('of one seed is always the same, but for the time that answers took', async () => {
    const clock = { now: () => 1e12, advance() {} };
    const play = async () => {
      const report = await simulate({ ...fine, clock, seed: 3, scenario: 'duplicates' });
      return JSON.stringify(report).replace(/"durationMs":\d+/g, '');
    };
    expect(await play()).toBe(await play());
  });

  test('of another seed has other ids; without one, each has its own', async () => {
    const seeds = [{ seed: 1 }, { seed: 2 }, {}, {}];
    const ids = await Promise.all(seeds.map(async (seed) => (await simulate({ ...fine, ...seed })).deliveries[0]?.id));
    expect(new Set(ids).size).toBe(seeds.length);
  });

  test('has no secret and no signature in it, whatever the endpoint says', async () => {
    const seen: string[] = [];
    const tell = async ({ headers }: Request) => {
      seen.push(headers.get('webhook-signature') ?? '');
      throw new Error(`wrong secret ${shopSecret} for ${seen[0]}`);
    };
    const report = await simulate({ ...fine, fetch: tell, attempts: 1 });
    const text = `${JSON.stringify(report)}${describeReport(report)}`;
    expect(text).toContain('the receiver failed: Error: wrong secret *** for ***');
    expect([shopSecret, ...seen].filter((one) => text.includes(one))).toEqual([]);
  });

  test('has no secret in it, in whatever letters', async () => {
    const { acme } = generated;
    const tell = () => Promise.reject(new Error('gëheim'));
    const report = await simulate({ provider: acme.simulated, secret: 'gëheim', fetch: tell, attempts: 1 });
    expect(report.deliveries[0]?.attempts[0]?.error).toBe('the receiver failed: Error: ***');
  });

  test('says that effects were not looked at', async () => {
    expect((await simulate(fine)).notes).toEqual(['What the handlers did was not checked: pass `effects`.']);
  });

  test('counts effects without ids by their events', async () => {
    const done: { event: string }[] = [{ event: 'order.created' }];
    const twice = async (request: Request) => {
      const { type } = (await request.json()) as { type: string };
      done.push({ event: type }, { event: type });
      return new Response();
    };
    const report = await simulate({ ...fine, count: 2, fetch: twice, effects: () => done });
    expect(report.verdicts.find(({ name }) => name === 'one-effect')).toMatchObject({
      ok: false,
      message: expect.stringMatching(/not handled once each: every event \(order.created: 2 times; order.updated: 2 times\)/),
    });
  });

  test('says where the id of a sample can not change', async () => {
    const fixed: SimulateOptions['provider'] = {
      ...fine.provider,
      dedupe: { by: 'sources', sources: [{ kind: 'pointer', pointer: '/live' }] },
      sample: (event) => ({ payload: { type: event, live: true }, headers: {}, contentType: 'application/json' }),
    };
    const { notes } = await simulate({ ...fine, provider: fixed, count: 4 });
    expect(notes).toContain('order.created has no valid id to change, so its deliveries are duplicates of each other.');
  });

  test('passes on what effects throws', async () => {
    const effects = () => Promise.reject(new Error('no database'));
    await expect(simulate({ ...fine, effects })).rejects.toThrow('no database');
  });
});

describe('what a scenario is', () => {
  test('every name has one', () => {
    expect(Object.keys(scenarios).sort()).toEqual([...scenarioNames].sort());
    for (const name of scenarioNames)
      expect(scenarios[name]).toMatchObject({ name, shows: expect.stringMatching(/\.$/), why: expect.stringMatching(/\.$/) });
  });

  test.each([
    { provider: 'ulule', want: ['forged', 'stale', 'tampered', 'rotated-secret'] },
    { provider: 'acme', want: ['stale', 'rotated-secret'] },
    { provider: 'ecwid', want: ['rotated-secret'] },
    { provider: 'gately', want: ['stale', 'rotated-secret'] },
    { provider: 'creads', want: ['stale', 'rotated-secret'] },
  ] as const)('$provider: $want do not apply without a previous secret', ({ provider, want }) => {
    const { simulated } = generated[provider];
    expect(scenarioNames.filter((name) => scenarios[name].whyNot(simulated) !== null)).toEqual(want);
    expect(providerNames).toContain(provider);
  });
});
