import { diagnose, type RefusedRequest } from '@hookbook/testkit/diagnose';
import { describe, expect, it, test } from 'vitest';
import { explainRefusal } from '../../../cli/listen/explain-refusal.js';
import { checkSignature } from '../../../site/theme/check/check-signature.js';
import { checkWords } from '../../../site/theme/check/words.js';
import { now, type WronglySigned, wronglySigned } from './causes.js';

const encode = (text: string) => new TextEncoder().encode(text);

const refused = ({ scheme, secret, others, headers, body, reason }: WronglySigned): RefusedRequest => ({
  ...{ reason, others, at: now },
  provider: { name: 'acme', scheme, secrets: [secret] },
  request: { headers: new Headers(headers), body: encode(body) },
});

describe.each(wronglySigned)('a sender with one mistake: $name', (given) => {
  const { cause, scheme, secret, others, headers, body } = given;

  test('diagnose finds it and nothing else', async () => {
    expect((await diagnose(refused(given))).causes).toEqual([cause]);
  });

  test('listen explains it in one sentence that contains what was found, and never the secret', async () => {
    const sentences = await explainRefusal(refused(given));
    expect(sentences).toHaveLength(1);
    for (const value of ['found', 'documented', 'provider']) {
      const named: unknown = Reflect.get(cause, value);
      if (typeof named === 'string') expect(sentences[0]).toContain(named);
    }
    expect(sentences[0]).not.toMatch(/undefined|\[object/);
    expect(sentences[0]).not.toContain(secret);
  });

  test("the site's payload tool finds it too, for the reason a receiver has", async () => {
    const pasted = { headers: new Headers(headers), method: 'POST', repeated: [] };
    const result = await checkSignature(scheme, { ...pasted, body: encode(body), secret, now, others });
    expect(result).toMatchObject({ refusal: given.reason, causes: [cause] });
  });
});

it("listen's sentences differ for all causes", async () => {
  const sentences = await Promise.all(wronglySigned.map(async (given) => (await explainRefusal(refused(given)))[0]));
  const texts = new Set(wronglySigned.map(({ cause }) => JSON.stringify(cause)));
  expect(new Set(sentences).size).toBe(texts.size);
});

test.each(wronglySigned)('the site has words for $name in every language, and the cause fills each gap in them', ({ cause }) => {
  for (const words of Object.values(checkWords)) {
    const sentence = new Map<string, string>(Object.entries(words)).get(`cause${cause.kind}`) ?? '';
    expect(sentence).not.toBe('');
    for (const [, gap = ''] of sentence.matchAll(/\{(\w+)\}/g)) expect(cause).toHaveProperty(gap);
  }
});
