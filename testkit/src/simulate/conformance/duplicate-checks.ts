import type { SimulatedProvider } from '../provider.js';
import { type Check, defineCheck, insist } from './check.js';
import { type Answer, answered, isAcknowledged, type Trial } from './trial.js';

const many = 50;

/** Providers send again what they saw no answer to: one id is one delivery. */
export const duplicateChecks: readonly Check[] = [
  defineCheck({
    name: 'parallel duplicates make one row and one effect',
    why: 'a provider that retries while the first request still runs would have the order shipped twice',
    needs: ['effects', 'settle'],
    async run(trial) {
      const { compose, probe, runsOf, rowsOf } = trial;
      const request = await compose();
      for (const answer of await sendTogether(trial, request)) {
        insist(isAcknowledged(answer), `${answered(answer)} to one of ${many} duplicates`);
      }
      await probe.settle();
      const rows = (await rowsOf(request)).length;
      if (probe.stored) insist(rows === 1, `${many} parallel duplicates are stored ${rows} times`);
      const runs = (await runsOf(request)).length;
      insist(runs === 1, `${many} parallel duplicates had ${runs} effects`);
    },
  }),
  defineCheck({
    name: 'a later duplicate has no effect',
    why: 'a provider that saw no answer sends again, for days: what is done must not be done again',
    needs: ['effects', 'settle'],
    async run({ provider, compose, send, now, advance, probe, runsOf, rowsOf }) {
      const request = await compose();
      for (const minutes of [0, 1, 60]) {
        await advance(Math.min(minutes * 60_000, longestWait(provider)));
        const answer = await send(await request.at(now()));
        insist(isAcknowledged(answer), `${answered(answer)} to a duplicate: the provider will never stop sending it`);
        await probe.settle();
      }
      await probe.restart?.();
      await send(await request.at(now()));
      await probe.settle();
      const runs = (await runsOf(request)).length;
      insist(runs === 1, `one event that was sent four times had ${runs} effects`);
      const rows = (await rowsOf(request)).length;
      if (probe.stored) insist(rows === 1, `one event that was sent four times is stored ${rows} times`);
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
      insist((await runsOf(request)).length === 0, 'a handler ran before the request was committed');
      probe.commits.recover();
      await sending.settled();
      await pass(100); // what was acknowledged too early is pending soon
      await probe.settle();
      const runs = (await runsOf(request)).length;
      insist(runs === 1, `after the commit the handler ran ${runs} times`);
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
      if (probe.stored) insist(rows === 2, `two events are stored ${rows} times`);
      const runs = (await Promise.all(requests.map(runsOf))).flat().length;
      insist(runs === 2, `two events had ${runs} effects`);
    },
  }),
];

/** A time that stands in a header is signed anew each time, one that stands in the body must not become stale. */
function longestWait({ signature }: SimulatedProvider): number {
  return signature?.timestamp?.kind === 'pointer' ? (signature.toleranceMs ?? 0) / 4 : Number.POSITIVE_INFINITY;
}

/**
 * Where commits can be held, all that can come as far as the commit waits there, and has looked by then for whatever it looks for: no race
 * is left to chance.
 */
async function sendTogether({ start, pass, probe }: Trial, request: Parameters<Trial['start']>[0]): Promise<readonly Answer[]> {
  const { commits } = probe;
  commits?.hold();
  const sendings = Array.from({ length: many }, () => start(request));
  if (commits !== undefined) {
    await pass(1_000);
    commits.recover();
  }
  const answers: Answer[] = [];
  for (const sending of sendings) answers.push(await sending.settled()); // one by one: time passes for all of them
  return answers;
}
