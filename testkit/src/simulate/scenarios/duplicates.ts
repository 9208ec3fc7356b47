import { judgeAcknowledged } from '../judge.js';
import type { DeliveryReport } from '../report.js';
import type { Scenario } from '../scenario.js';

const atOnce = 5;

export const duplicates: Scenario = {
  name: 'duplicates',
  shows: `The same delivery three times in a row, and another one ${atOnce} times at once.`,
  why: 'Every provider delivers at least once: a lost answer makes it send again.',
  whyNot: () => null,
  async play(stage) {
    const one = { delivery: await stage.build() };
    const first = await stage.send(one);
    const why = 'A refused duplicate is retried until the provider gives up, although it was received long ago.';
    judgeAcknowledged(stage, { name: 'acknowledged', what: 'the first of them', why }, first);
    if (first[0]?.outcome !== 'acknowledged') return; // there is nothing to repeat
    const repeats = [...(await stage.send(one)), ...(await stage.send(one))].map(asRepeat);
    const other = { delivery: await stage.build() };
    const together = await stage.send(...Array.from({ length: atOnce }, () => other));
    judgeAcknowledged(stage, { name: 'repeat-acknowledged', what: 'the repeats', why }, repeats);
    judgeAcknowledged(stage, { name: 'parallel-acknowledged', what: 'the copies that came at once', why }, together);
    const effect = 'A handler that runs twice charges, ships or mails twice. Deduplicate by id in the same step that stores the delivery.';
    stage.expectEffects({ name: 'one-effect', what: 'what was sent three times', times: 1, why: effect }, first);
    stage.expectEffects(
      { name: 'one-effect-in-parallel', what: `what came ${atOnce} times at once`, times: 1, why: effect },
      together.slice(0, 1),
    );
  },
};

const asRepeat = (delivery: DeliveryReport): DeliveryReport => ({ ...delivery, trait: 'a repeat' });
