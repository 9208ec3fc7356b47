import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Source } from '../../../runtime/src/contract.js';
import { renewId, renewTime } from '../../../testkit/src/simulate/renew-value.js';
import { buildDelivery, createRandom, type SimulatedProvider } from '../../../testkit/src/simulate.js';
import { generated, providerNames, secret } from './catalogue.js';
import { pointerScheme, shopProvider, shopSecret } from './shop.js';

const at = Date.UTC(2026, 0, 2, 3, 4, 5, 678);
const random = createRandom(11);
let serial = 0;

async function build(provider: SimulatedProvider, event = provider.events[0] ?? '', secrets = provider.signature === null ? [] : [secret]) {
  serial += 1;
  const built = await buildDelivery(provider, event, { at, serial, random }, { url: 'http://localhost/', secrets });
  return { ...built, text: new TextDecoder().decode(built.body), value: built.payload as Readonly<Record<string, unknown>> };
}

describe('every event of our catalogue can be fresh, again and again', () => {
  const events = providerNames.flatMap((name) => generated[name].simulated.events.map((event) => ({ name, event })));

  test.each(events)('$name $event', async ({ name, event }) => {
    const { simulated, contract } = generated[name];
    const built = [await build(simulated, event), await build(simulated, event), await build(simulated, event)];
    expect(new Set(built.map(({ id }) => id)).size).toBe(3);
    for (const { value, text } of built) {
      expect(simulated.validate(event, value)).toMatchObject({ valid: true });
      expect(contract.findEvent(value)).toBe(event);
      expect(JSON.parse(text)).toEqual(value);
      expect(Object.keys(value)).toEqual(Object.keys(simulated.sample(event).payload as object));
    }
  });

  test('the sample itself stays as it is', async () => {
    const { simulated } = generated.ecwid;
    const sample = { ...simulated.sample('order.updated') };
    await build({ ...simulated, sample: () => sample }, 'order.updated');
    expect(sample).toEqual(simulated.sample('order.updated'));
  });
});

describe('another id has the shape of the old one', () => {
  test.each([
    {
      name: 'a UUID',
      old: '80aece08-40e8-4145-8764-6c2f0d386780',
      want: /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/,
    },
    { name: 'a UUID in capitals', old: '80AECE08-40E8-4145-8764-6C2F0D386780', want: /^[\dA-F-]{36}$/ },
    { name: 'hexadecimal, as long', old: '59e0b1c4a7d21', want: /^[\da-f]{13}$/ },
    { name: 'a prefix, long enough to be another', old: 'evt_123abc', want: /^evt_[\da-f]{12}$/ },
    { name: 'a prefix and digits', old: 'evt_123', want: /^evt_[1-9]{12}$/ },
    { name: 'capitals and digits', old: 'B8HGD', want: /^[A-Z\d]{12}$/ },
    { name: 'a ULID', old: '01ARZ3NDEKTSV4RRFFQ69G5FAV', want: /^[A-Z\d]{26}$/ },
    {
      name: 'an address',
      old: 'https://api.example.com/v1/projects/53423',
      want: /^https:\/\/api\.example\.com\/v1\/projects\/[1-9]{12}$/,
    },
    { name: 'a mixture', old: 'msg.aB', want: /^msg\.[A-Za-z]{12}$/ },
    { name: 'nothing', old: '', want: /^[a-z\d]{12}$/ },
    { name: 'a number', old: 450012387, want: /^[1-9]\d{11}$/ },
    { name: 'a fraction', old: 0.25, want: /^[1-9]\d{11}$/ },
    { name: 'a number beyond what is exact', old: 1e300, want: /^[1-9]\d{11,14}$/ },
    { name: 'a negative number', old: -1, want: /^-[1-9]\d{11}$/ },
  ])('$name', ({ old, want }) => {
    const [first] = renewId(old, random);
    expect(String(first)).toMatch(want);
    expect(typeof first).toBe(typeof old);
    for (const one of renewId(old, random)) if (typeof one === 'number') expect(Number.isSafeInteger(one)).toBe(true);
  });

  test.each([null, undefined, true, {}, []])('%s is no id', (old) => {
    expect(renewId(old, random)).toEqual([]);
  });
});

describe('another time has the layout of the old one', () => {
  test.each([
    { old: 1234567, want: 1767323045 },
    { old: 1719410400000, want: 1767323045678 },
    { old: '1719410400', want: '1767323045' },
    { old: '1719410400000', want: '1767323045678' },
    { old: '2024-01-15T10:00:00Z', want: '2026-01-02T03:04:05Z' },
    { old: '2024-01-15T10:00:00.1Z', want: '2026-01-02T03:04:05.6Z' },
    { old: '2024-01-15T10:00:00.123+02:00', want: '2026-01-02T03:04:05.678+00:00' },
    { old: '2017-10-13T12:00:00+0000', want: '2026-01-02T03:04:05+0000' },
    { old: '2024-01-15 10:00:00', want: '2026-01-02 03:04:05' },
    { old: '2015-09-01T16:40:05.805422', want: /^2026-01-02T03:04:05\.678\d{3}$/ },
    { old: '2024-01-15T10:00:00.123456789z', want: /^2026-01-02T03:04:05\.678\d{6}z$/ },
    { old: '2024-01-15', want: null },
    { old: 'yesterday', want: null },
    { old: null, want: null },
  ])('$old', ({ old, want }) => {
    const renewed = renewTime(old, at, random);
    if (want instanceof RegExp) expect(renewed).toMatch(want);
    else expect(renewed).toBe(want);
  });
});

const pointer = (text: string): Source => ({ kind: 'pointer', pointer: text });

function odd(payload: unknown, overrides: Partial<SimulatedProvider> = {}): SimulatedProvider {
  const sample = () => ({ payload, headers: {}, contentType: 'application/json' });
  return shopProvider({ signature: null, discriminator: [pointer('/type')], validate: () => ({ valid: true }), sample, ...overrides });
}

const bySources = (...sources: Source[]) => ({ by: 'sources', sources }) as const;
const refusing = (fits: (value: Record<string, unknown>) => boolean): SimulatedProvider['validate'] => {
  const errors = [{ pointer: '', keyword: 'pattern', expected: '', found: '', message: '' }];
  return (_, value) => (fits(value as Record<string, unknown>) ? { valid: true } : { valid: false, errors });
};

describe('what differs', () => {
  test.each([
    {
      name: 'the id alone',
      provider: odd({ type: 'a', id: 'x_1', note: 'n' }, { dedupe: bySources(pointer('/id')) }),
      want: { type: 'a', id: expect.stringMatching(/^x_[1-9]{12}$/), note: 'n' },
    },
    {
      name: 'the last of several, the discriminator never',
      provider: odd(
        { type: 'a', uri: 'u/1', created: '2015-09-01T16:40:05.805422' },
        { dedupe: bySources(pointer('/type'), pointer('/uri'), pointer('/created')) },
      ),
      want: { type: 'a', uri: 'u/1', created: expect.stringMatching(/^2026-01-02T03:04:0\d\.\d{6}$/) },
    },
    {
      name: 'another of several, where the last may not',
      provider: odd(
        { type: 'a', uri: 'u/1', kind: 'k' },
        { dedupe: bySources(pointer('/uri'), pointer('/kind')), validate: refusing(({ kind }) => kind === 'k') },
      ),
      want: { type: 'a', uri: expect.stringMatching(/^u\/[1-9]{12}$/), kind: 'k' },
    },
    {
      name: 'an id of a given length keeps it',
      provider: odd(
        { type: 'a', id: 'x_1234' },
        { dedupe: bySources(pointer('/id')), validate: refusing(({ id }) => String(id).length === 6) },
      ),
      want: { type: 'a', id: expect.stringMatching(/^x_[1-9]{4}$/) },
    },
    {
      name: 'an id deep inside',
      provider: odd({ type: 'a', 'a/b': [{ '~id': 5 }] }, { dedupe: bySources(pointer('/a~1b/0/~0id')) }),
      want: { type: 'a', 'a/b': [{ '~id': expect.any(Number) }] },
    },
    {
      name: 'an id with a dangerous name',
      provider: odd(JSON.parse('{"type":"a","__proto__":{"id":"x1"}}'), { dedupe: bySources(pointer('/__proto__/id')) }),
      want: JSON.parse('{"type":"a","__proto__":{}}', (name, value) => (name === '__proto__' ? { id: expect.any(String) } : value)),
    },
    {
      name: 'a time in seconds, by its name',
      provider: odd({ type: 'a', created_at: 1719410400, n: 5 }, { dedupe: bySources(pointer('/n'), pointer('/created_at')) }),
      want: { type: 'a', created_at: expect.toSatisfy((seconds) => at / 1000 - 3600 < seconds && seconds <= at / 1000), n: 5 },
    },
    {
      name: 'a number of ten digits that is no time',
      provider: odd({ type: 'a', order_id: 1719410400 }, { dedupe: bySources(pointer('/order_id')) }),
      want: { type: 'a', order_id: expect.toSatisfy((id) => String(id).length === 12) },
    },
    {
      name: 'by the body: what looks like an id',
      provider: odd({ type: 'a', title: 'A title', resource_gid: '59e0b1c4a7d21' }, { dedupe: { by: 'body' } }),
      want: { type: 'a', title: 'A title', resource_gid: expect.stringMatching(/^[\da-f]{13}$/) },
    },
    {
      name: 'by the body: any text but a time',
      provider: odd({ type: 'a', at: '2024-01-15T10:00:00Z', title: 'Title' }, { dedupe: { by: 'body' } }),
      want: { type: 'a', at: '2024-01-15T10:00:00Z', title: expect.not.stringMatching(/^Title$/) },
    },
  ])('$name', async ({ provider, want }) => {
    const { value, id } = await build(provider);
    expect(value).toEqual(want);
    expect((await build(provider)).id).not.toBe(id);
  });

  test.each([
    { name: 'where no text may change', provider: odd({ type: 'a', n: 1 }, { dedupe: { by: 'body' } }) },
    {
      name: 'where the id is missing',
      provider: odd({ type: 'a' }, { dedupe: bySources(pointer('/id')), validate: refusing((value) => !('id' in value)) }),
    },
    { name: 'where the body is no object', provider: odd([1, 2], { dedupe: { by: 'body' }, discriminator: [] }) },
    { name: 'where the body is null', provider: odd(null, { dedupe: { by: 'body' }, discriminator: [] }) },
  ])('$name, the blanks at the end', async ({ provider }) => {
    const [one, other] = [await build(provider), await build(provider)];
    expect(one.value).toEqual(provider.sample('').payload);
    expect(one.text).toMatch(/[ \t]{48}$/);
    expect(JSON.parse(one.text)).toEqual(one.value);
    expect(one.id).not.toBe(other.id);
  });

  test('a header, and not the body', async () => {
    const provider = shopProvider();
    const [one, other] = [await build(provider, 'order.created', [shopSecret]), await build(provider, 'order.created', [shopSecret])];
    expect(one.text).toBe(other.text);
    expect(one.id).not.toBe(other.id);
  });

  test('times that are ids differ also within a second', async () => {
    const provider = odd({ type: 'a', at: '2024-01-15T10:00:00Z' }, { dedupe: bySources(pointer('/type'), pointer('/at')) });
    const built = await Promise.all(Array.from({ length: 20 }, () => build(provider)));
    expect(new Set(built.map(({ id }) => id)).size).toBe(20);
  });

  test('a sample that does not fit its own schema is no obstacle', async () => {
    const provider = odd({ type: 'a', id: 'x_1' }, { dedupe: bySources(pointer('/id')), validate: refusing(() => false) });
    expect((await build(provider)).value['id']).toMatch(/^x_[1-9]{12}$/);
  });
});

describe('the signed time', () => {
  test('in the body is when the event happened', async () => {
    const provider = odd({ type: 'a', id: 'x_1', created: 1234567 }, { signature: pointerScheme, dedupe: bySources(pointer('/id')) });
    expect((await build(provider)).value).toMatchObject({ created: 1767323045 });
  });

  test('that is all of the id stays within its tolerance', async () => {
    const sample = () => ({ payload: { type: 'a', id: 'x_1', created: 1719410400 }, headers: {}, contentType: 'application/json' });
    const signature = { ...pointerScheme, toleranceMs: 60_000 };
    const provider = odd({}, { signature, sample, dedupe: bySources(pointer('/type'), pointer('/created')) });
    const built = await Promise.all(Array.from({ length: 20 }, () => build(provider)));
    const ages = built.map(({ value }) => Math.floor(at / 1000) - Number(value['created']));
    expect(new Set(ages).size).toBe(20);
    expect(Math.max(...ages.map(Math.abs))).toBeLessThanOrEqual(30);
  });

  test('in a header is that of the attempt, in the layout of the sample', async () => {
    const signature = {
      ...pointerScheme,
      signed: [{ kind: 'header', header: 'x-time' }, { kind: 'body' }],
      timestamp: { kind: 'header', header: 'x-time' },
    } as const;
    const sample = () => ({
      payload: { type: 'a' },
      headers: { 'X-Time': '2024-01-15T10:00:00Z', 'X-Signature': 'left over' },
      contentType: 'application/json',
    });
    const { seal } = await build(odd({}, { signature, sample, dedupe: { by: 'body' } }));
    const headers = await seal(at + 60_000);
    expect(headers).toMatchObject({ 'x-time': '2026-01-02T03:05:05Z', 'x-signature': expect.stringMatching(/^[\w+/]{43}=$/) });
    expect(Object.keys(headers).sort()).toEqual(['content-type', 'x-signature', 'x-time']);
  });
});

describe('whatever the payload', () => {
  const dedupes = [{ by: 'body' }, bySources(pointer('/id')), bySources(pointer('/id'), pointer('/a/0'))] as const;

  test.each(dedupes.map((dedupe) => ({ dedupe })))('the body is its JSON, and no two deliveries are one: $dedupe', async ({ dedupe }) => {
    const ids = fc.jsonValue().filter((value) => typeof value !== 'boolean'); // of those there are two
    const values = fc.oneof(fc.jsonValue(), fc.record({ id: ids, a: fc.array(ids) }));
    await fc.assert(
      fc.asyncProperty(values, async (payload) => {
        const provider = odd(payload, { dedupe, discriminator: [] });
        const built = [await build(provider, 'a'), await build(provider, 'a')];
        expect(built[0]?.id).not.toBe(built[1]?.id);
        for (const { text, value } of built) expect(JSON.stringify(JSON.parse(text))).toBe(JSON.stringify(value));
      }),
    );
  });
});
