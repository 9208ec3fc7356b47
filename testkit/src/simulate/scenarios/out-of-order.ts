import { judgeAcknowledged } from '../judge.js';
import type { Scenario } from '../scenario.js';

const apartMs = 1000;

export const outOfOrder: Scenario = {
  name: 'out-of-order',
  shows: 'Events in the wrong order: the last one is delivered first.',
  why: 'A failed delivery is retried after later ones have arrived, so retries break any order.',
  whyNot: ({ delivery, title }) => (delivery.ordered === true ? `the document says that ${title} keeps the order` : null),
  async play(stage) {
    if (stage.provider.delivery.ordered === null) stage.note('Whether the order is kept is not documented: assumed that it is not.');
    const sequence = pickSequence(stage.events);
    const built = [];
    for (const [at, event] of sequence.entries()) built.push(await stage.build({ event, ageMs: (sequence.length - at) * apartMs }));
    const deliveries = [];
    for (const delivery of built.reverse()) deliveries.push(...(await stage.send({ delivery })));
    const why = 'A receiver that refuses an event without its predecessor fails until the provider gives up, and loses the event.';
    judgeAcknowledged(stage, { name: 'acknowledged', what: 'events in the wrong order', why }, deliveries);
    const effect = 'Each of them must be handled in any order: read the current state from the provider where order matters.';
    stage.expectEffects({ name: 'one-effect', what: 'events in the wrong order', times: 1, why: effect }, deliveries);
  },
};

/** Events of one resource, if there are any: created, updated, deleted. Otherwise one event twice. */
function pickSequence(events: readonly string[]): readonly string[] {
  const first = events[0] ?? '';
  const order = ['created', 'updated', 'deleted'];
  const created = events.find((event) => event.endsWith('.created')) ?? first;
  const prefix = created.slice(0, created.lastIndexOf('.') + 1);
  const lives = order.map((verb) => `${prefix}${verb}`).filter((event) => events.includes(event));
  return prefix !== '' && lives.length > 1 ? lives : [first, first];
}
