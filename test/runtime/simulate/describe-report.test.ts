import { expect, test } from 'vitest';
import { describeDuration, describeReport, simulate } from '../../../testkit/src/simulate.js';
import { fakeClock, generated, secret } from './catalogue.js';
import { shopProvider, shopSecret } from './shop.js';

test('a report for people says what failed and why, what was sent, and what was assumed', async () => {
  let answers = 0;
  const fetch = async () => new Response(null, { status: answers++ === 0 ? 204 : 200 });
  const report = await simulate({ provider: generated.ecwid.simulated, secret, fetch, clock: fakeClock(), seed: 1, count: 1 });
  expect(describeReport(report)).toBe(
    [
      'ecwid happy: FAILED',
      '  ✓ acknowledged: every event',
      "  ✗ sent again: 1 of 1 (profile.updated: answered 204, which doesn't count: 200 does)",
      '      why: Each retry arrives later, and a provider that sees many failures stops sending.',
      `  profile.updated ${report.deliveries[0]?.id}: acknowledged after 2 attempts in 15 min, answered 200`,
      '  note: What the handlers did was not checked: pass `effects`.',
    ].join('\n'),
  );
});

test('a long one is cut', async () => {
  const report = await simulate({ provider: shopProvider(), secret: shopSecret, fetch: async () => new Response(), count: 30 });
  expect(
    describeReport(report)
      .split('\n')
      .filter((line) => line.startsWith('  order.')),
  ).toHaveLength(20);
  expect(describeReport(report)).toContain('\n  … and 10 more\n');
});

test('what a document says steers no terminal', async () => {
  const provider = shopProvider({ title: 'Shop\u001b[31m\n  ✓ all is well', events: ['order\u202e.created'], signature: null });
  const text = describeReport(await simulate({ provider, scenario: 'stale', fetch: async () => new Response() }));
  expect(text).not.toMatch(/[^ -~\n✓✗…]/);
  const happy = describeReport(await simulate({ provider, fetch: async () => new Response(null, { status: 500 }) }));
  expect(happy).not.toMatch(/[^ -~\n✓✗…]/);
  expect(happy.split('\n').filter((line) => line.includes('all is well'))).toEqual([
    expect.stringMatching(/^ {6}why: Shop\\u001b\[31m\\u000a {2}✓ all is well counts 200/),
  ]);
});

test.each([
  { ms: 0, want: '0 s' },
  { ms: 250, want: '250 ms' },
  { ms: 1500, want: '2 s' },
  { ms: 90_000, want: '1 min 30 s' },
  { ms: 3_600_000, want: '1 h' },
  { ms: 9_360_000, want: '2 h 36 min' },
  { ms: 82_800_000, want: '23 h' },
  { ms: 172_800_000, want: '48 h' },
  { ms: 187_260_000, want: '2 d 4 h' },
  { ms: 14 * 86_400_000, want: '14 d' },
])('$ms ms is $want', ({ ms, want }) => {
  expect(describeDuration(ms)).toBe(want);
});
