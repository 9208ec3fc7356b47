import { expect, test } from 'vitest';
import { shopReceiver, signedRequest } from './sample-receiver.js';

/** Ways that are slow for expressions that go back, and long enough that whatever is quadratic would still be at it tomorrow. */
const parts = ['"\\', '\\"', '"a,', '\t', ',', ' v1,', 'v1,AAAA ', '=', 'a.', '/+', ';a="', '1', '"', '\u00e9', '+json/', '; '];
const names = ['content-type', 'content-encoding', 'content-length', 'webhook-id', 'webhook-timestamp', 'webhook-signature', 'x-other'];
const cases = names.flatMap((name) => parts.map((part) => ({ name, part })));

test.each(cases)('a $name of $part, again and again, is answered', async ({ name, part }) => {
  const text = part.repeat(Math.ceil(1_000_000 / part.length));
  const begins = name === 'content-type' ? 'application/json; a=' : 'a';
  const receiver = shopReceiver({ onRefused: () => {} });
  const { status } = await receiver.fetch(signedRequest({ headers: { [name]: `${begins}${text}\\` } }));
  expect([202, 400, 401, 413, 415]).toContain(status);
});
