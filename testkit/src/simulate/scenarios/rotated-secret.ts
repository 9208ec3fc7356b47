import { judgeAcknowledged } from '../judge.js';
import { holdsList, otherSecret } from '../other-secret.js';
import type { Scenario } from '../scenario.js';
import type { Stage } from '../stage.js';
import { whyUnsigned } from './forged.js';

export const rotatedSecret: Scenario = {
  name: 'rotated-secret',
  shows: 'The provider changes its secret: a delivery is signed with the old one, or with several, and one with the new one.',
  why: 'Deliveries and retries of before the change arrive after it: for a while the endpoint needs both secrets.',
  whyNot(provider, { previousSecret } = {}) {
    const why = whyUnsigned(provider);
    if (why !== null || previousSecret !== undefined || holdsList(provider.signature)) return why;
    return 'give previousSecret: a second secret that the endpoint accepts';
  },
  async play(stage) {
    const deliveries = [];
    for (const { trait, secrets } of listSigners(stage))
      deliveries.push(...(await stage.send({ delivery: await stage.build({ secrets }), trait, once: true })));
    const why =
      'With a single secret, or a look at the first signature alone, the endpoint refuses true deliveries while the secret is rotated.';
    judgeAcknowledged(stage, { name: 'acknowledged', what: 'each signature of a rotation', why }, deliveries);
    stage.expectEffects(
      { name: 'one-effect', what: 'each delivery of a rotation', times: 1, why: 'It is an event like any other.' },
      deliveries,
    );
  },
};

/** In the order of a rotation. Where the header holds a list, the signature of a secret that the endpoint doesn't have may stand first. */
function listSigners({ provider, secrets, previousSecret, random }: Stage) {
  const previous = previousSecret === null ? [] : [previousSecret];
  const old = previous.map((secret) => ({ trait: 'signed with the previous secret', secrets: [secret] }));
  const current = { trait: 'signed with the current secret', secrets };
  if (!holdsList(provider.signature)) return [...old, current];
  const other = previousSecret ?? otherSecret(provider, secrets[0] ?? '', random);
  const trait = previousSecret === null ? 'signed with an unknown secret and the current one' : 'signed with both';
  return [...old, { trait, secrets: [other, ...secrets] }, current];
}
