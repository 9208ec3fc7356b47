import type { BuiltDelivery } from '../build-delivery.js';
import { whyUnsigned } from '../facts.js';
import { judgeAcknowledged, judgeRefused } from '../judge.js';
import { otherSecret } from '../other-secret.js';
import type { Scenario } from '../scenario.js';

export const forged: Scenario = {
  name: 'forged',
  shows: 'Requests without a signature, with a malformed one, and signed with another secret; then the genuine one with the same id.',
  why: 'The URL of an endpoint is not secret: unless signatures are verified, anyone can send events.',
  whyNot: whyUnsigned,
  async play(stage) {
    const { signature } = stage.provider;
    if (signature === null) return;
    const secret = otherSecret(stage.provider, stage.secrets[0] ?? '', stage.random);
    const genuine = await stage.build();
    const signedAnew = await stage.build();
    const forgeries = [
      { trait: 'no signature', delivery: reseal(genuine, ({ [signature.header]: _, ...headers }) => headers) },
      { trait: 'a malformed signature', delivery: reseal(genuine, (headers) => ({ ...headers, [signature.header]: 'forged' })) },
      { trait: 'signed with another secret', delivery: await stage.build({ secrets: [secret] }) },
      { trait: 'the signature of another request', delivery: await swapSignature(genuine, signedAnew, signature.header) },
    ];
    const deliveries = [];
    for (const { trait, delivery } of forgeries) deliveries.push(...(await stage.send({ delivery, trait, once: true })));
    const why = 'Anyone who finds the URL can invent orders, payments or members.';
    judgeRefused(stage, { name: 'refused', what: 'forged requests', why }, deliveries);
    const sent = await stage.send({ delivery: genuine });
    const poisoned = 'If ids are stored before the signature is verified, a forger can block the genuine delivery.';
    judgeAcknowledged(stage, { name: 'genuine-acknowledged', what: 'the genuine delivery with the same id', why: poisoned }, sent);
    const untrue = deliveries.filter(({ id }) => id !== genuine.id);
    stage.expectEffects({ name: 'no-effect', what: 'forged requests', times: 0, why }, untrue);
    stage.expectEffects({ name: 'one-effect', what: 'the genuine delivery', times: 1, why: poisoned }, sent);
  },
};

type Headers = Readonly<Record<string, string>>;

/** The same delivery with other headers. */
export function reseal(delivery: BuiltDelivery, change: (headers: Headers) => Headers): BuiltDelivery {
  return { ...delivery, seal: async (at) => change(await delivery.seal(at)) };
}

async function swapSignature(delivery: BuiltDelivery, other: BuiltDelivery, header: string): Promise<BuiltDelivery> {
  return { ...delivery, seal: async (at) => ({ ...(await delivery.seal(at)), [header]: (await other.seal(at))[header] ?? '' }) };
}
