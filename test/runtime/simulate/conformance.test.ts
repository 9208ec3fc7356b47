import { describe, expect, test } from 'vitest';
import {
  BrokenPromise,
  type ConformanceOptions,
  type ConformanceReport,
  conformance,
  describeConformance,
  type HandlerRun,
  type Probe,
} from '../../../testkit/src/simulate.js';
import { fakeClock, generated, type ProviderName, providerNames } from './catalogue.js';
import { handWritten, type Steps } from './hand-written.js';
import { shopSecret as secret, shopProvider } from './shop.js';

const provider = shopProvider();
const startsAt = Date.UTC(2026, 0, 1);

interface Given {
  readonly flaw?: Partial<Steps>;
  readonly options?: Partial<ConformanceOptions>;
  /** What the probe's runs have for ids. */
  readonly idOf?: (id: string) => string;
}

/** A receiver by hand, with a probe that shows its handlers. */
async function check({ flaw = {}, options = {}, idOf = (id) => id }: Given = {}): Promise<ConformanceReport> {
  const clock = fakeClock(startsAt);
  const receiver = handWritten(provider, [secret], clock.now, flaw);
  const effects = async () => (await receiver.effects()).map(({ event, id = '' }): HandlerRun => ({ event, id: idOf(id) }));
  const probe: Probe = { effects, settle: async () => void (await receiver.effects()) };
  return conformance(receiver, { provider, secret, clock, probe, ...options });
}

const brokenOf = ({ checks }: ConformanceReport) => checks.filter(({ verdict }) => verdict === 'broken');
const namesOf = (checks: readonly { readonly name: string }[]) => checks.map(({ name }) => name);

describe('options that are wrong are named before anything is sent', () => {
  const sent: Request[] = [];
  const target = {
    async fetch(request: Request) {
      sent.push(request);
      return new Response();
    },
  };
  const good = { provider, secret };
  test.each([
    { name: 'no target', target: undefined, options: good, want: 'the target must be a URL or an object with fetch(request)' },
    { name: 'no address', target: 'localhost:3000', options: good, want: 'url must be an http or https URL' },
    { name: 'no provider', target, options: { secret }, want: 'provider must be one of `providers` of the generated testing module' },
    { name: 'no secret', target, options: { provider }, want: 'secret is missing: Shop signs' },
    { name: 'another option', target, options: { ...good, probes: {} }, want: 'options: there is no "probes"; there are provider, secret' },
    {
      name: 'another member',
      target,
      options: { ...good, probe: { effect() {} } },
      want: 'probe: there is no "effect"; there are effects, settle',
    },
    { name: 'a clock that stands', target, options: { ...good, clock: {} }, want: 'clock must be an object with now()' },
    { name: 'an unknown event', target, options: { ...good, events: ['order.shipped'] }, want: 'events: Shop has no "order.shipped"' },
    {
      name: 'an unknown check',
      target,
      options: { ...good, only: ['everything'] },
      want: 'only: there is no "everything"; there are a genuine',
    },
  ])('$name', async ({ target, options, want }) => {
    await expect(conformance(target as never, options as never)).rejects.toThrow(want);
    expect(sent).toEqual([]);
  });
});

describe('where a genuine event is not acknowledged, that is all there is to say', () => {
  test.each([
    {
      name: 'another secret',
      flaw: { verify: () => false },
      want: 'answered 401 to order.created: Shop expects 200; usually it has another secret',
    },
    { name: 'another status', flaw: { acknowledge: 204 }, want: 'answered 204 to order.created: Shop expects 200' },
    {
      name: 'a receiver that fails',
      flaw: { before: () => Promise.reject(new Error(`no database for ${secret}`)) },
      want: 'order.created got no answer: the receiver failed: Error: no database for ***',
    },
    {
      name: 'no handler',
      flaw: { handle() {} },
      want: 'acknowledged, but no handler ran for order.created: if it has none on purpose, list the events that have one in options.events',
    },
  ])('$name', async ({ flaw, want }) => {
    const report = await check({ flaw });
    expect(report.ok).toBe(false);
    expect(brokenOf(report)).toMatchObject([{ name: 'a genuine event is acknowledged', message: want }]);
    expect(new Set(report.checks.slice(1).map(({ verdict, message }) => `${verdict}: ${message}`))).toEqual(
      new Set(['not-checked: needs a receiver that acknowledges a genuine event']),
    );
  });

  test('no one at the address', async () => {
    const [broken] = brokenOf(await conformance('http://127.0.0.1:9', { provider, secret }));
    expect(broken?.message).toMatch(/^order\.created got no answer: the connection failed: /);
  });
});

describe('a probe', () => {
  test('without ids that tell deliveries is a fault of its own', async () => {
    await expect(check({ idOf: () => '42' })).rejects.toThrow(
      /^probe\.effects: a run has the id "42", not "msg_\w+", which deduplicates the delivery/,
    );
  });

  test('that throws ends it with what was thrown', async () => {
    const settle = () => Promise.reject(new Error('the database is gone'));
    await expect(check({ options: { probe: { settle } } })).rejects.toThrow('the database is gone');
  });

  test('can say itself that the receiver is at fault', async () => {
    const settle = () => Promise.reject(new BrokenPromise('pending for ever'));
    const [broken] = brokenOf(await check({ options: { probe: { settle }, only: ['an unknown event is acknowledged'] } }));
    expect(broken?.message).toBe('pending for ever');
  });

  test('shows what it has, and the report says what the rest would need', async () => {
    const { checks } = await check();
    const missing = checks.find(({ name }) => name === 'an event that keeps failing becomes dead and stays stored');
    expect(missing?.message).toBe('needs probe.behave (handlers that fail or hang), probe.stored (what is in the store)');
    const bytes = checks.find(({ name }) => name === 'handlers get the exact bytes');
    expect(bytes).toMatchObject({ verdict: 'not-checked', message: 'needs the body of each run of probe.effects' });
  });
});

test('only the named checks run', async () => {
  const only = ['a stale timestamp is refused', 'scenario forged'];
  expect(namesOf((await check({ options: { only } })).checks)).toEqual(only);
});

test('only the named events are sent', async () => {
  const types = new Set<unknown>();
  const remember: Steps['refuse'] = ({ value }) => {
    types.add(value['type']);
    return null;
  };
  await check({
    flaw: { refuse: remember },
    options: { events: ['order.updated'], only: ['a genuine event is acknowledged', 'scenario happy'] },
  });
  expect([...types]).toEqual(['order.updated']);
});

test('a receiver written by hand keeps what can be seen of it', async () => {
  const report = await check({ flaw: { readBody: readAnything } });
  // It parses what it gets before it has looked at it, as many do.
  expect(brokenOf(report).map(({ name, message }) => `${name}: ${message}`)).toEqual([
    expect.stringMatching(
      /^an altered request is refused: answered nothing \(the receiver failed: SyntaxError.* to a request with a longer body$/,
    ),
    expect.stringMatching(
      /^a body that is not a JSON object is acknowledged: answered nothing \(the receiver .* to an authentic text that is not JSON$/,
    ),
  ]);
  expect(JSON.parse(JSON.stringify(report))).toEqual(report);
});

const readAnything: Steps['readBody'] = async (request) => new Uint8Array(await request.arrayBuffer());

describe('what is altered, for the signature of each provider', () => {
  const accepting = (name: ProviderName) =>
    conformance(
      { fetch: async () => new Response(null, { status: 200 }) },
      {
        provider: generated[name].simulated,
        only: ['an altered request is refused'],
        ...(generated[name].simulated.signature === null ? {} : { secret: 'a secret' }),
      },
    );
  test.each([
    { name: 'acme', want: 'answered 200 to a request with another body' },
    { name: 'gately', want: 'answered 200 to a request with another body' },
    { name: 'creads', want: 'answered 200 to a request with another body' },
    { name: 'ecwid', want: 'answered 200 to a request with another /eventId' },
    { name: 'ulule', want: 'the document defines no signature for Ulule: anyone who knows the URL can send events' },
  ] as const)('$name', async ({ name, want }) => expect((await accepting(name)).checks).toMatchObject([{ message: want }]));
});

test.each(providerNames.map((name) => ({ name })))('$name: each event is sent as its own validators want it', async ({ name }) => {
  const { simulated } = generated[name];
  const bodies: unknown[] = [];
  const target = {
    async fetch(request: Request) {
      bodies.push(await request.json());
      return new Response(null, { status: 200 });
    },
  };
  for (const event of simulated.events) {
    const signing = simulated.signature === null ? {} : { secret: 'a secret' };
    await conformance(target, { provider: simulated, events: [event], only: ['a genuine event is acknowledged'], ...signing });
    expect(simulated.validate(event, bodies.at(-1)), event).toMatchObject({ valid: true });
  }
});

test('it is described for people, what is broken first', () => {
  const why = 'it matters';
  const open = Array.from({ length: 10 }, (_, at) => ({ name: `open ${at}`, why, verdict: 'not-checked' as const, message: 'needs more' }));
  const checks = [
    { name: 'kept', why, verdict: 'kept' as const, message: '' },
    ...open,
    { name: 'late', why, verdict: 'broken' as const, message: 'answered 500' },
  ];
  expect(describeConformance({ provider: 'shop', ok: false, checks })).toBe(`shop: 1 kept, 1 broken, 10 not checked

broken  late
        answered 500
        why it matters: it matters

not checked: needs more
        open 0
        open 1
        open 2
        open 3
        open 4
        open 5
        open 6
        open 7
        and 2 others
`);
});
