import type { SimulatedProvider } from '../provider.js';
import { assertAcknowledged, assertKept, type Check, defineCheck } from './check.js';
import type { SignedRequest } from './compose.js';
import type { Answer, Trial } from './trial.js';

const duplicateCount = 50;

/** Providers retry when they see no answer: one id is one delivery. */
export const duplicateChecks: readonly Check[] = [
  defineCheck({
    name: 'parallel duplicates are stored and handled once',
    why: 'if a provider retries while the first request is still running, an order would be shipped twice',
    needs: ['effects', 'settle'],
    async run(trial) {
      const request = await trial.compose();
      for (const answer of await sendTogether(trial, request)) assertAcknowledged(answer, `to one of ${duplicateCount} duplicates`);
      await assertOnceEach(trial, [request], `${duplicateCount} parallel duplicates`);
    },
  }),
  defineCheck({
    name: 'a later duplicate is not handled again',
    why: 'a provider that saw no answer retries for days, and what is done must not be done again',
    needs: ['effects', 'settle'],
    async run(trial) {
      const { provider, compose, send, now, advance, probe } = trial;
      const request = await compose();
      for (const minutes of [0, 1, 60]) {
        await advance(Math.min(minutes * 60_000, maxWait(provider)));
        assertAcknowledged(await send(await request.at(now())), 'to a duplicate, so the provider keeps sending it');
        await probe.settle();
      }
      await probe.restart?.();
      await send(await request.at(now()));
      await assertOnceEach(trial, [request], 'four deliveries of one event');
    },
  }),
  defineCheck({
    name: 'no handler runs before the commit',
    why: 'a handler that runs before the event is known to be new runs again with every retry',
    needs: ['effects', 'settle', 'commits'],
    async run({ compose, start, pass, probe, runsOf }) {
      const request = await compose();
      probe.commits.hold();
      const sending = start(request);
      await pass(1_000);
      assertKept((await runsOf(request)).length === 0, 'a handler ran before the request was committed');
      probe.commits.recover();
      await sending.settled();
      await pass(100); // a request that was acknowledged too early is pending soon
      await probe.settle();
      const runs = (await runsOf(request)).length;
      assertKept(runs === 1, `after the commit the handler ran ${runs} times`);
    },
  }),
  defineCheck({
    name: 'an event with another id is not a duplicate',
    why: 'the bodies of two orders may be equal',
    needs: ['effects', 'settle'],
    async run(trial) {
      const requests = [await trial.compose(), await trial.compose()];
      for (const request of requests) await trial.send(request);
      await assertOnceEach(trial, requests, 'two events');
    },
  }),
];

async function assertOnceEach(trial: Trial<'settle'>, requests: readonly SignedRequest[], what: string): Promise<void> {
  await trial.probe.settle();
  const rows = (await trial.rowsOf(...requests)).length;
  if (trial.probe.stored) assertKept(rows === requests.length, `${what} are stored ${rows} times`);
  const runs = (await trial.runsOf(...requests)).length;
  assertKept(runs === requests.length, `${what} had ${runs} effects`);
}

/** A time in a header is signed anew for each attempt; one in the body must not become stale. */
function maxWait({ signature }: SimulatedProvider): number {
  return signature?.timestamp?.kind === 'pointer' ? (signature.toleranceMs ?? 0) / 4 : Number.POSITIVE_INFINITY;
}

/** If commits can be held, all requests wait at the commit, after every lookup, so that no race is left to chance. */
async function sendTogether({ start, pass, probe }: Trial, request: SignedRequest): Promise<readonly Answer[]> {
  const { commits } = probe;
  commits?.hold();
  const sendings = Array.from({ length: duplicateCount }, () => start(request));
  if (commits !== undefined) {
    await pass(1_000);
    commits.recover();
  }
  const answers: Answer[] = [];
  for (const sending of sendings) answers.push(await sending.settled()); // in turn: time passes for all of them
  return answers;
}
