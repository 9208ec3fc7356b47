import { isJsonObject } from '../../json-value.js';
import { describeAttempt, isRefusal, judgeAcknowledged } from '../judge.js';
import type { Attempt } from '../report.js';
import type { Scenario } from '../scenario.js';

/** Over 1 MiB: more than real webhooks have, and more than our receivers accept by default. */
const paddingBytes = 1024 * 1024 + 65_536;

export const oversized: Scenario = {
  name: 'oversized',
  shows: 'A body of more than 1 MiB; then an ordinary one.',
  why: 'Anyone who knows the URL can send gigabytes: an endpoint that buffers them fails after a few requests.',
  whyNot: () => null,
  async play(stage) {
    const padding = 'x'.repeat(paddingBytes);
    const print = (payload: unknown) =>
      JSON.stringify(isJsonObject(payload) ? { ...payload, hookbook_padding: padding } : [payload, padding]);
    const deliveries = await stage.send({ delivery: await stage.build({ print }), trait: 'more than 1 MiB', once: true });
    const attempt = deliveries[0]?.attempts[0];
    const ok = attempt?.acknowledged === true || isRefusal(attempt);
    stage.judge({
      name: 'bounded',
      ok,
      message: `${ok ? '' : 'neither accepted nor refused: '}a body of more than 1 MiB: ${describeAttempt(attempt)}${hint(attempt)}`,
      why: 'Refusing with a status, ideally 413, costs nothing. A crash, a hang or a broken connection is an outage that anyone can cause.',
    });
    const after = await stage.send({ delivery: await stage.build(), trait: 'after the large one' });
    const why = 'One request must not take the endpoint down.';
    judgeAcknowledged(stage, { name: 'alive', what: 'an ordinary delivery after it', why }, after);
    stage.expectEffects({ name: 'one-effect', what: 'an ordinary delivery after it', times: 1, why }, after);
  },
};

const hint = (attempt: Attempt | undefined) => (isRefusal(attempt) && attempt?.status !== 413 ? '; 413 would give the reason' : '');
