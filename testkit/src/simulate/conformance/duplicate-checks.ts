import type { SimulatedProvider } from '../provider.js';
import { assertKept, type Check, defineCheck } from './check.js';
import { type Answer, answered, isAcknowledged, type Trial } from './trial.js';

const duplicateCount = 50;

/** Providers retry when they see no answer: one id is one delivery. */
export const duplicateChecks: readonly Check[] = [
  defineCheck({
    name: 'parallel duplicates make one row and one effect',
    why: 'a provider that retries while the first request still runs would have the order shipped twice',
    needs: ['effects', 'settle'],
    async run(trial) {
      const { compose, probe, runsOf, rowsOf } = trial;
      const request = await compose();
      for (const answer of await sendTogether(trial, request)) {
        assertKept(isAcknowledged(answer), `${answered(answer)} to one of ${duplicateCount} duplicates`);
      }
      await probe.settle();
      const rows = (await rowsOf(request)).length;
      if (probe.stored) assertKept(rows === 1, `${duplicateCount} parallel duplicates are stored ${rows} times`);
      const runs = (await runsOf(request)).length;
      assertKept(runs === 1, `${duplicateCount} parallel duplicates had ${runs} effects`);
    },
  }),
  defineCheck({
    name: 'a later duplicate has no effect',
    why: 'a provider that saw no answer sends again, for days: what is done must not be done again',
    needs: ['effects', 'settle'],
    async run({ provider, compose, send, now, advance, probe, runsOf, rowsOf }) {
      const request = await compose();
      for (const minutes of [0, 1, 60]) {
        await advance(Math.min(minutes * 60_000, maxWait(provider)));
        const answer = await send(await request.at(now()));
        assertKept(isAcknowledged(answer), `${answered(answer)} to a duplicate: the provider will never stop sending it`);
        await probe.settle();
      }
      await probe.restart?.();
      await send(await request.at(now()));
      await probe.settle();
      const runs = (await runsOf(request)).length;
      assertKept(runs === 1, `one event that was sent four times had ${runs} effects`);
      const rows = (await rowsOf(request)).length;
      if (probe.stored) assertKept(rows === 1, `one event that was sent four times is stored ${rows} times`);
    },
  }),
  defineCheck({
    name: 'no effect before the commit',
    why: 'what has an effect before it is known to be new has it again with every retry',
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
    name: 'what has another id is no duplicate',
    why: 'two orders may look the same, byte for byte',
    needs: ['effects', 'settle'],
    async run({ compose, send, probe, runsOf, rowsOf }) {
      const requests = [await compose(), await compose()];
      for (const request of requests) await send(request);
      await probe.settle();
      const rows = (await Promise.all(requests.map(rowsOf))).flat().length;
      if (probe.stored) assertKept(rows === 2, `two events are stored ${rows} times`);
      const runs = (await Promise.all(requests.map(runsOf))).flat().length;
      assertKept(runs === 2, `two events had ${runs} effects`);
    },
  }),
];

/** A time in a header is signed anew for each attempt; one in the body must not become stale. */
function maxWait({ signature }: SimulatedProvider): number {
  return signature?.timestamp?.kind === 'pointer' ? (signature.toleranceMs ?? 0) / 4 : Number.POSITIVE_INFINITY;
}

/** If commits can be held, all requests wait at the commit, after every lookup, so that no race is left to chance. */
async function sendTogether({ start, pass, probe }: Trial, request: Parameters<Trial['start']>[0]): Promise<readonly Answer[]> {
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
