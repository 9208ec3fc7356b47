import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { ProviderContract, SignatureScheme } from '../../../runtime/src/contract.js';
import { describeReport, type SimulatedProvider, scenarioNames, simulate } from '../../../testkit/src/simulate.js';
import { standardScheme } from '../sample-receiver.js';
import { fakeClock, openReceiver } from './catalogue.js';
import { shopProvider, shopSecret } from './shop.js';

const pair = generateKeyPairSync('ed25519');
const older = generateKeyPairSync('ed25519');
const halves = ({ privateKey }: typeof pair) => {
  const { d = '', x = '' } = privateKey.export({ format: 'jwk' });
  return { seed: Buffer.from(d, 'base64url'), open: Buffer.from(x, 'base64url') };
};
const [key, oldKey] = [halves(pair), halves(older)];
const previous = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';

const dated: SignatureScheme = {
  ...{ scheme: 'custom', header: 'x-signature', algorithm: 'hmac-sha512', encoding: 'base64', prefix: 'v1=' },
  signed: [
    { kind: 'header', header: 'x-sent' },
    { kind: 'text', text: '\n' },
    { kind: 'header', header: 'x-id' },
    { kind: 'text', text: '\n' },
    { kind: 'body' },
  ],
  timestamp: { kind: 'header', header: 'x-sent' },
  toleranceMs: 60_000,
};

interface Signing {
  readonly name: string;
  readonly provider: SimulatedProvider;
  readonly secret: string;
  readonly previousSecret: string;
  /** What the receiver verifies with. */
  readonly secrets: string[];
}

/** Signing that our catalogue doesn't have. */
const signings: readonly Signing[] = [
  { name: 'Standard Webhooks', provider: shopProvider(), secret: shopSecret, previousSecret: previous, secrets: [shopSecret, previous] },
  {
    name: 'Standard Webhooks by public keys',
    provider: shopProvider(),
    secret: `whsk_${key.seed.toString('base64')}`,
    previousSecret: shopSecret,
    secrets: [shopSecret, `whpk_${key.open.toString('base64')}`],
  },
  {
    name: 'ed25519',
    provider: shopProvider({
      signature: { ...standardScheme, scheme: 'custom', algorithm: 'ed25519', encoding: 'hex', prefix: '' },
    }),
    secret: key.seed.toString('hex'),
    previousSecret: oldKey.seed.toString('base64'),
    secrets: [key.open.toString('hex'), oldKey.open.toString('hex')],
  },
  {
    name: 'dates in headers, the event too',
    provider: shopProvider({
      signature: dated,
      discriminator: [{ kind: 'header', header: 'x-event' }],
      dedupe: {
        by: 'sources',
        sources: [
          { kind: 'header', header: 'x-event' },
          { kind: 'header', header: 'x-id' },
        ],
      },
      sample: (event) => ({
        payload: { total: 1, text: 'é/x' },
        headers: { 'x-event': event, 'x-sent': '2024-01-15T10:00:00Z', 'x-id': 'a-1' },
        contentType: 'application/cloudevents+json; charset=utf-8',
      }),
      validate: () => ({ valid: true }),
    }),
    secret: 'one',
    previousSecret: 'two',
    secrets: ['one', 'two'],
  },
];

function contractOf(provider: SimulatedProvider): ProviderContract {
  const [source] = provider.discriminator;
  const find = (value: unknown, header?: (name: string) => string | null) =>
    source?.kind === 'header' ? header?.(source.header) : Reflect.get(Object(value), 'type');
  return {
    ...provider,
    findEvent: (value, header) => provider.events.find((event) => event === find(value, header)) ?? null,
    validators: Object.fromEntries(
      provider.events.map((event) => [event, { validate: (value: unknown) => provider.validate(event, value) }]),
    ),
  };
}

const cases = signings.flatMap((one) => scenarioNames.map((scenario) => ({ ...one, scenario })));

describe('a receiver of ours stands every scenario, however the provider signs', () => {
  test.each(cases)('$name: $scenario', async ({ provider: sender, scenario, secret, previousSecret, secrets }) => {
    const clock = fakeClock();
    // Answers are waited for in real time, and a busy machine takes more than a second for a burst.
    const provider = { ...sender, delivery: { ...sender.delivery, timeoutMs: 30_000 } };
    const { receiver, effects } = openReceiver({ simulated: provider, contract: contractOf(provider) }, { secrets, now: clock.now });
    const report = await simulate({ provider, scenario, clock, effects, secret, previousSecret, fetch: receiver.fetch });
    await receiver.close();
    expect(report.ok, describeReport(report)).toBe(true);
    expect(report.skipped).toBeNull();
  });
});

test('Standard Webhooks: a rotation shows also without the previous secret', async () => {
  const provider = shopProvider();
  const { receiver } = openReceiver({ simulated: provider, contract: contractOf(provider) }, { secrets: [shopSecret] });
  const report = await simulate({ provider, scenario: 'rotated-secret', secret: shopSecret, fetch: receiver.fetch });
  await receiver.close();
  expect(report.ok).toBe(true);
  expect(report.deliveries.map(({ trait }) => trait)).toEqual([
    'signed with an unknown secret and the current one',
    'signed with the current secret',
  ]);
});

test('what a time in the body says at the last attempt is hours ago, also for a clock that stands still', async () => {
  const seen: number[] = [];
  const provider = shopProvider({
    sample: (event) => ({ payload: { type: event, id: 'x_1', at: 1234567 }, headers: {}, contentType: 'application/json' }),
    signature: { ...dated, signed: [{ kind: 'body' }], timestamp: { kind: 'pointer', pointer: '/at' }, toleranceMs: 86_400_000 },
  });
  const fetch = async (request: Request) => {
    seen.push(((await request.json()) as { at: number }).at);
    return new Response();
  };
  const startedAt = Math.floor(Date.now() / 1000);
  await simulate({ provider, scenario: 'last-attempt', secret: 'one', fetch });
  expect(seen).toHaveLength(1);
  expect(Math.abs(startedAt - 61 - (seen[0] ?? 0))).toBeLessThanOrEqual(60);
});
