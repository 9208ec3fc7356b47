import { expect, test } from 'vitest';
import type { SignatureScheme } from '../../runtime/src/contract.js';
import { bodyScheme, order, shopReceiver, signedRequest, standardScheme } from './sample-receiver.js';

/** Where a request comes by Fetch or API Gateway, what was repeated is one value with commas in it. */
const right = signedRequest().headers.get('webhook-signature') ?? '';
const hex = 'ab'.repeat(32);
const withComma: SignatureScheme = { ...bodyScheme, prefix: 'scheme=a, signature=' };

test.each([
  { name: 'twice, by Fetch', scheme: standardScheme, value: `${right}, ${right}`, want: 'header-repeated' },
  { name: 'twice, by API Gateway', scheme: standardScheme, value: `${right},${right}`, want: 'header-repeated' },
  { name: 'two of one header, then one more', scheme: standardScheme, value: `v1,AAAA ${right}, v1,AAAA`, want: 'header-repeated' },
  { name: 'several in one header, as the scheme has it', scheme: standardScheme, value: `v1a,AAAA v1,AAAA ${right}`, want: null },
  { name: 'a hex signature twice', scheme: bodyScheme, value: `sha256=${hex}, sha256=${hex}`, want: 'header-repeated' },
  { name: 'a hex signature twice, no blank', scheme: bodyScheme, value: `sha256=${hex},sha256=${hex}`, want: 'header-repeated' },
  { name: 'a hex signature', scheme: bodyScheme, value: `sha256=${hex}`, want: 'signature-mismatch' },
  { name: 'a prefix with a comma', scheme: withComma, value: `scheme=a, signature=${hex}`, want: 'signature-mismatch' },
  { name: 'a prefix with a comma, twice', scheme: withComma, value: `scheme=a, signature=${hex}, x`, want: 'header-repeated' },
])('a signature header: $name', async ({ scheme, value, want }) => {
  const refused: string[] = [];
  const receiver = shopReceiver({ onRefused: ({ reason }) => void refused.push(reason) }, { signature: scheme });
  await receiver.fetch(signedRequest({ body: order, headers: { [scheme.header]: value } }));
  expect(refused).toEqual(want === null ? [] : [want]);
});

test('a signed time that came twice is refused as such', async () => {
  const refused: string[] = [];
  const receiver = shopReceiver({ onRefused: ({ reason }) => void refused.push(reason) });
  const time = signedRequest().headers.get('webhook-timestamp');
  await receiver.fetch(signedRequest({ headers: { 'webhook-timestamp': `${time}, ${time}` } }));
  expect(refused).toEqual(['header-repeated']);
});
