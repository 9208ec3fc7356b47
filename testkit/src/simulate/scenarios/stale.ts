import { describeDuration } from '../describe-duration.js';
import { judgeAcknowledged, judgeRefused } from '../judge.js';
import type { SimulatedProvider } from '../provider.js';
import type { Scenario } from '../scenario.js';
import type { Stage } from '../stage.js';
import { whyUnsigned } from './forged.js';

export const stale: Scenario = {
  name: 'stale',
  shows: 'A request that was signed long ago, and one that says it will be; both truly signed.',
  why: 'Who has recorded a request can send it for ever, unless its signed time is looked at.',
  whyNot: (provider) => whyUnsigned(provider) ?? whyUntimed(provider),
  async play(stage) {
    const toleranceMs = stage.provider.signature?.toleranceMs;
    if (toleranceMs == null) return;
    // Twice as far off as is allowed: a receiver may be more patient than the document, but not without end.
    const offMs = 2 * toleranceMs + 60_000;
    const deliveries = [...(await sendOff(stage, offMs, 'signed long ago')), ...(await sendOff(stage, -offMs, 'signed in the future'))];
    const tolerance = describeDuration(toleranceMs);
    const why = `A recorded request is good for ever then, as soon as its id is forgotten. The document allows for ${tolerance}.`;
    judgeRefused(stage, { name: 'refused', what: `requests that are ${describeDuration(offMs)} off`, why }, deliveries);
    const sent = await stage.send({ delivery: await stage.build() });
    judgeAcknowledged(stage, { name: 'fresh-acknowledged', what: 'a fresh delivery', why: 'Else everything is refused.' }, sent);
    stage.expectEffects({ name: 'no-effect', what: 'stale requests', times: 0, why }, deliveries);
    stage.expectEffects({ name: 'one-effect', what: 'a fresh delivery', times: 1, why: 'It is an event like any other.' }, sent);
  },
};

const whyUntimed = ({ signature, title }: SimulatedProvider) => {
  if (signature?.timestamp === null) return `${title} signs no time: a recorded request can be told by its id alone`;
  return signature?.toleranceMs === null ? 'the document says of no tolerance for the signed time' : null;
};

async function sendOff(stage: Stage, offMs: number, trait: string) {
  const built = await stage.build({ ageMs: offMs });
  return stage.send({ delivery: { ...built, seal: (at) => built.seal(at - offMs) }, trait, once: true });
}
