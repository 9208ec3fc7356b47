import { whyUnsigned } from '../facts.js';
import { judgeAcknowledged } from '../judge.js';
import { holdsList, otherSecret } from '../other-secret.js';
import type { Scenario } from '../scenario.js';
import type { Stage } from '../stage.js';

export const rotatedSecret: Scenario = {
  name: 'rotated-secret',
  shows: 'The provider changes its secret: deliveries signed with the old one, with both, and with the new one.',
  why: 'Deliveries from before the change arrive after it: for a while the endpoint needs both secrets.',
  whyNot(provider, { previousSecret } = {}) {
    const why = whyUnsigned(provider);
    if (why !== null || previousSecret !== undefined || holdsList(provider.signature)) return why;
    return 'needs previousSecret: a second secret that the endpoint accepts';
  },
  async play(stage) {
    const deliveries = [];
    for (const { trait, secrets } of listSigners(stage))
      deliveries.push(...(await stage.send({ delivery: await stage.build({ secrets }), trait, once: true })));
    const why = 'An endpoint with a single secret, or that checks only the first signature, refuses genuine deliveries during a rotation.';
    judgeAcknowledged(stage, { name: 'acknowledged', what: 'each signature of a rotation', why }, deliveries);
    stage.expectEffects(
      { name: 'one-effect', what: 'each delivery of a rotation', times: 1, why: 'It is an event like any other.' },
      deliveries,
    );
  },
};

/** In the order of a rotation. In a list, the first signature may be of a secret that the endpoint doesn't have. */
function listSigners({ provider, secrets, previousSecret, random }: Stage) {
  const previous = previousSecret === null ? [] : [previousSecret];
  const old = previous.map((secret) => ({ trait: 'signed with the previous secret', secrets: [secret] }));
  const current = { trait: 'signed with the current secret', secrets };
  if (!holdsList(provider.signature)) return [...old, current];
  const other = previousSecret ?? otherSecret(provider, secrets[0] ?? '', random);
  const trait = previousSecret === null ? 'signed with an unknown secret and the current one' : 'signed with both';
  return [...old, { trait, secrets: [other, ...secrets] }, current];
}
