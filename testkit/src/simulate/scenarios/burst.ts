import { describeFailures, judgeAcknowledged } from '../judge.js';
import type { Scenario } from '../scenario.js';

const size = 50;

export const burst: Scenario = {
  name: 'burst',
  shows: `Many deliveries at once (${size} by default).`,
  why: 'An import or a campaign can send a whole day of events in a second, and every answer must be in time.',
  whyNot: () => null,
  async play(stage) {
    const { events, count, policy } = stage;
    const sendings = [];
    for (let at = 0; at < (count ?? size); at++)
      sendings.push({ delivery: await stage.build({ event: events[at % events.length] ?? '' }) });
    const deliveries = await stage.send(...sendings);
    const why = 'Answer first and handle later: handling before the answer delays everything behind it.';
    judgeAcknowledged(stage, { name: 'acknowledged', what: `${deliveries.length} deliveries at once`, why }, deliveries);
    const late = deliveries.filter(({ attempts }) => attempts.some(({ status }) => status === null));
    const inTime = late.length === 0;
    const unanswered = late.map((delivery) => ({ ...delivery, attempts: delivery.attempts.filter(({ status }) => status === null) }));
    const failures = describeFailures(stage, unanswered, deliveries.length);
    stage.judge({ name: 'in-time', ok: inTime, message: inTime ? 'answered in time: each attempt' : `not answered: ${failures}`, why });
    const again = deliveries.filter(({ attempts }) => attempts.length > 1).length;
    if (again > 0) stage.note(`${again} of ${deliveries.length} were acknowledged only after a retry.`);
    const slowest = Math.max(...deliveries.flatMap(({ attempts }) => attempts.map(({ durationMs }) => durationMs ?? 0)));
    stage.note(`The slowest answer took ${slowest} ms; the provider waits ${policy.timeoutMs} ms.`);
    const effect = 'Each of them is a different event: deduplication must keep them apart.';
    stage.expectEffects({ name: 'one-effect', what: `${deliveries.length} deliveries at once`, times: 1, why: effect }, deliveries);
  },
};
