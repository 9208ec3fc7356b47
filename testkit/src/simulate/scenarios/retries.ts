import { describeDuration } from '../describe-duration.js';
import { judgeAcknowledged } from '../judge.js';
import type { SimulatedProvider } from '../provider.js';
import type { SimulatedFault } from '../report.js';
import type { Scenario } from '../scenario.js';
import type { Stage } from '../stage.js';

const whyNoRetry = ({ delivery, title }: SimulatedProvider) =>
  delivery.retriesMs?.length === 0 ? `the document says that ${title} sends each delivery once` : null;

export const retryAfter500: Scenario = {
  name: 'retry-after-500',
  shows: 'A gateway answers 500, once before and once after it forwards the request; the provider retries.',
  why: 'Deployments and proxies cause this, and the provider cannot know whether the request was received.',
  whyNot: whyNoRetry,
  async play(stage) {
    await playFault(stage, 'not-delivered', 'what the endpoint sees for the first time', 'its first attempt did not arrive');
    await playFault(stage, 'answer-lost', 'what the endpoint had taken already', 'the first answer got lost');
  },
};

export const retryAfterTimeout: Scenario = {
  name: 'retry-after-timeout',
  shows: 'The sender hangs up before the answer, once without waiting and once in the middle of the body; the provider retries.',
  why: 'Under load an endpoint answers too late: it did the work, but the provider retries anyway.',
  whyNot: whyNoRetry,
  async play(stage) {
    await playFault(stage, 'hung-up', 'what the endpoint had answered too late', 'the sender hung up');
    await playFault(stage, 'cut-off', 'what the endpoint had seen half of', 'the first attempt broke off');
    const { connectTimeoutMs } = stage.provider.delivery;
    if (connectTimeoutMs !== null) stage.note('The time to connect counts as time to answer, because fetch cannot measure it separately.');
  },
};

async function playFault(stage: Stage, fault: SimulatedFault, what: string, trait: string): Promise<void> {
  const faults = (attempt: number) => (attempt === 0 ? fault : null);
  const deliveries = await stage.send({ delivery: await stage.build(), faults, trait });
  const why = 'A refused retry is repeated until the provider gives up, and counts against the endpoint.';
  judgeAcknowledged(stage, { name: `acknowledged-after-${fault}`, what: `the repeat of ${what}`, why }, deliveries);
  const effect = 'It is one event, however often it is sent. Handled twice, it charges, ships or mails twice; not handled, it is lost.';
  stage.expectEffects({ name: `one-effect-after-${fault}`, what, times: 1, why: effect }, deliveries);
}

export const lastAttempt: Scenario = {
  name: 'last-attempt',
  shows: "The endpoint is down for the provider's whole schedule and back for the last attempt.",
  why: 'Retries exist for such outages: an endpoint that refuses old deliveries loses everything that happened meanwhile.',
  whyNot: whyNoRetry,
  async play(stage) {
    const { waitsMs } = stage.policy;
    const spanMs = waitsMs.reduce((sum, wait) => sum + wait, 0);
    // If the clock stands still, the event must have its final age from the start.
    const delivery = await stage.build({ ageMs: stage.time.moves ? 0 : spanMs });
    const faults = (attempt: number) => (attempt < waitsMs.length ? 'not-delivered' : null);
    const deliveries = await stage.send({ delivery, faults, trait: 'the last attempt' });
    const why =
      'A signed time in the body is that of the event: with a tolerance shorter than the schedule, the last attempts are refused.';
    judgeAcknowledged(
      stage,
      { name: 'acknowledged', what: `attempt ${waitsMs.length + 1}, ${describeDuration(spanMs)} after the first`, why },
      deliveries,
    );
    const effect = 'It was never handled before.';
    stage.expectEffects({ name: 'one-effect', what: 'what arrived by the last attempt', times: 1, why: effect }, deliveries);
  },
};
