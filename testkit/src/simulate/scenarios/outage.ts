import { describeDuration } from '../describe-duration.js';
import { judgeAcknowledged } from '../judge.js';
import type { Scenario } from '../scenario.js';
import type { Stage } from '../stage.js';

const dayMs = 86_400_000;
/** A document may define a span of centuries. */
const maxDeliveries = 50;

export const outage: Scenario = {
  name: 'outage',
  shows: 'The endpoint is down, with one event a day, until the provider gives up or stops sending; then it is back and enabled again.',
  why: 'Deliveries that the provider gave up are lost, except in its API. Know how long an outage may last and who is notified.',
  whyNot: () => null,
  async play(stage) {
    const lost = await playOutage(stage);
    const { policy, engine, provider } = stage;
    const spanMs = policy.waitsMs.reduce((sum, wait) => sum + wait, 0);
    stage.note(
      `${lost} ${lost === 1 ? 'delivery was' : 'deliveries were'} lost: ${provider.title} tries ${policy.waitsMs.length + 1} times within ` +
        `${describeDuration(spanMs)}. Read what changed meanwhile from the provider itself.`,
    );
    if (engine.disabledAt !== null && policy.notify === null)
      stage.note(`The document defines no notice: nobody is told that ${provider.title} stopped sending.`);
    engine.enable();
    const deliveries = await stage.send({ delivery: await stage.build(), trait: 'after the outage' });
    const why = 'A provider that is enabled again sends new events at once.';
    judgeAcknowledged(stage, { name: 'acknowledged', what: 'the first delivery after the outage', why }, deliveries);
    stage.expectEffects(
      { name: 'one-effect', what: 'the first delivery after the outage', times: 1, why: 'It is an event like any other.' },
      deliveries,
    );
  },
};

/** Fails one event a day until the provider stops sending, or one event if it never stops. Returns how many. */
async function playOutage({ policy, time, engine, build, send }: Stage): Promise<number> {
  const { disableAfterMs } = policy;
  const stepMs = Math.max(dayMs, (disableAfterMs ?? 0) / maxDeliveries);
  const faults = () => 'not-delivered' as const;
  let lost = 0;
  for (;;) {
    const beganAt = time.elapsedMs;
    await send({ delivery: await build(), faults, trait: 'during the outage' });
    lost += 1;
    if (disableAfterMs === null || engine.disabledAt !== null || lost > maxDeliveries) return lost;
    await time.waitUntil(Math.max(time.elapsedMs, beganAt + stepMs));
  }
}
