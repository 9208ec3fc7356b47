import { describeFailures, judgeAcknowledged } from '../judge.js';
import type { DeliveryReport } from '../report.js';
import type { Scenario } from '../scenario.js';
import type { Stage } from '../stage.js';

export const happy: Scenario = {
  name: 'happy',
  shows: 'One delivery of each event, in turn.',
  why: 'Unacknowledged deliveries are retried, and the provider may stop sending altogether.',
  whyNot: () => null,
  async play(stage) {
    const { events, count, policy, provider } = stage;
    const deliveries: DeliveryReport[] = [];
    for (let at = 0; at < (count ?? events.length); at++) {
      const sent = await stage.send({ delivery: await stage.build({ event: events[at % events.length] ?? '' }) });
      deliveries.push(...sent);
      if (sent.every(({ outcome }) => outcome === 'acknowledged')) continue;
      stage.note('The rest was not sent: each delivery would fail the same way.');
      break;
    }
    const why = `${provider.title} counts ${policy.acknowledgedBy} as received and sends everything else again.`;
    judgeAcknowledged(stage, { name: 'acknowledged', what: 'every event', why }, deliveries);
    judgeAtOnce(stage, deliveries);
    const handled = 'An event that is acknowledged but not handled is lost: the provider never sends it again.';
    stage.expectEffects({ name: 'one-effect', what: 'every event', times: 1, why: handled }, deliveries);
  },
};

function judgeAtOnce(stage: Stage, deliveries: readonly DeliveryReport[]): void {
  if (deliveries.some(({ outcome }) => outcome !== 'acknowledged')) return; // already reported
  const late = deliveries.filter(({ attempts }) => attempts.length > 1);
  const firsts = late.map((delivery) => ({ ...delivery, attempts: delivery.attempts.slice(0, 1) }));
  const sentAgain = `sent again: ${late.length} of ${deliveries.length} (${describeFailures(stage, firsts, deliveries.length)})`;
  const why = 'Each retry arrives later, and a provider that sees many failures stops sending.';
  const ok = late.length === 0;
  stage.judge({ name: 'acknowledged-at-once', ok, message: ok ? 'acknowledged at once: every event' : sentAgain, why });
}
