import { expect, test } from 'vitest';
import type { Signature } from '../../../catalogue/model/model.js';
import { assignSecrets } from '../../../cli/listen/secrets.js';
import { sampleProvider } from '../sample-catalogue.js';

const signature: Signature = {
  ...{ scheme: 'custom', header: 'x-signature', algorithm: 'hmac-sha256', encoding: 'hex', prefix: '', signed: [{ kind: 'body' }] },
  ...{ signedText: '{body}', timestamp: null, toleranceMs: null, coversBody: true },
};
const providers = [sampleProvider({ signature }), sampleProvider({ key: 'big-shop', signature }), sampleProvider({ key: 'open' })];
const assign = (typed: readonly string[], env: Record<string, string> = {}) =>
  Object.fromEntries([...assignSecrets(providers, typed, env)].map(([key, { secrets }]) => [key, secrets]));

test.each([
  { name: 'none', typed: [], env: {}, want: { acme: [], 'big-shop': [], open: [] } },
  { name: 'one for all that sign', typed: ['a=b'], env: {}, want: { acme: ['a=b'], 'big-shop': ['a=b'], open: [] } },
  { name: 'one that ends in =', typed: ['amce='], env: {}, want: { acme: ['amce='], 'big-shop': ['amce='], open: [] } },
  { name: 'one for each', typed: ['acme=x=', 'big-shop=y'], env: {}, want: { acme: ['x='], 'big-shop': ['y'], open: [] } },
  {
    name: 'several while one is rotated',
    typed: ['acme=x', 'acme=y', 'z'],
    env: {},
    want: { acme: ['x', 'y'], 'big-shop': ['z'], open: [] },
  },
  {
    name: 'of the environment, what is typed before it',
    typed: ['acme=x'],
    env: { ACME_WEBHOOK_SECRET: 'no', BIG_SHOP_WEBHOOK_SECRET: 'y', BIG_SHOP_WEBHOOK_SECRET_PREVIOUS: 'z', HOOKBOOK_SECRET: 'no' },
    want: { acme: ['x'], 'big-shop': ['y', 'z'], open: [] },
  },
  { name: 'the common variable', typed: [], env: { HOOKBOOK_SECRET: 'c' }, want: { acme: ['c'], 'big-shop': ['c'], open: [] } },
])('the secrets of listen: $name', ({ typed, env, want }) => {
  expect(assign(typed, env)).toEqual(want);
});

test.each([
  { name: 'of a provider that does not sign', typed: ['open=x'], want: /open does not sign/ },
  { name: 'of a provider that is mistyped', typed: ['amce=s3cret'], want: /^(?!.*(?:amce|s3cret)).*did you mean acme=…\?/ },
  { name: 'that is blank', typed: ['acme= '], want: /--secret acme= is blank/ },
  { name: 'with a line break', typed: ['x\n'], want: /begins or ends with white space/ },
])('a secret $name is an error', ({ typed, want }) => {
  expect(() => assign(typed)).toThrow(want);
});
