import { describeDuration } from '../describe-duration.js';
import { whyUntimed } from '../facts.js';
import { judgeAcknowledged, judgeRefused } from '../judge.js';
import type { Scenario } from '../scenario.js';
import type { Stage } from '../stage.js';

export const stale: Scenario = {
  name: 'stale',
  shows: 'A request signed long ago and one signed in the future, both with valid signatures.',
  why: 'A recorded request can be replayed forever unless its signed time is checked.',
  whyNot: whyUntimed,
  async play(stage) {
    const toleranceMs = stage.provider.signature?.toleranceMs;
    if (toleranceMs == null) return;
    // Twice the tolerance: a receiver may be more tolerant than the document, but not without limit.
    const offMs = 2 * toleranceMs + 60_000;
    const deliveries = [...(await sendOff(stage, offMs, 'signed long ago')), ...(await sendOff(stage, -offMs, 'signed in the future'))];
    const tolerance = describeDuration(toleranceMs);
    const why = `A recorded request stays valid forever once its id has expired. The document allows ${tolerance}.`;
    judgeRefused(stage, { name: 'refused', what: `requests that are ${describeDuration(offMs)} off`, why }, deliveries);
    const sent = await stage.send({ delivery: await stage.build() });
    judgeAcknowledged(stage, { name: 'fresh-acknowledged', what: 'a fresh delivery', why: 'Otherwise everything is refused.' }, sent);
    stage.expectEffects({ name: 'no-effect', what: 'stale requests', times: 0, why }, deliveries);
    stage.expectEffects({ name: 'one-effect', what: 'a fresh delivery', times: 1, why: 'It is an event like any other.' }, sent);
  },
};

async function sendOff(stage: Stage, offMs: number, trait: string) {
  const built = await stage.build({ ageMs: offMs });
  return stage.send({ delivery: { ...built, seal: (at) => built.seal(at - offMs) }, trait, once: true });
}
