import { assertAcknowledged, assertKept, type Check, defineCheck, NotObservable } from './check.js';
import { answered, isAcknowledged, type Trial } from './trial.js';

/** Longer than providers wait, in milliseconds: no 2xx may come at once or later. */
const heldMs = 20_000;

/** What a 2xx means: the request is committed. */
export const commitChecks: readonly Check[] = [
  defineCheck({
    name: 'no 2xx before the commit',
    why: 'the provider never sends an acknowledged event again: a process that ends in between loses it',
    needs: ['commits'],
    async run({ compose, start, pass, probe, rowsOf }) {
      const { commits, stored } = probe;
      const request = await compose();
      commits.hold();
      const sending = start(request);
      await pass(heldMs);
      assertKept(!isAcknowledged(sending.answer()), `${answered(sending.answer())} while nothing was committed`);
      commits.recover();
      await pass(1_000);
      if (stored !== undefined && isAcknowledged(sending.answer()))
        assertKept((await rowsOf(request)).length === 1, 'acknowledged, but not stored once the commit went through');
    },
  }),
  defineCheck({
    name: 'no 2xx if the commit fails',
    why: 'events would be lost on a full disk or without a database, because no one would send them again',
    needs: ['commits'],
    async run({ compose, send, now, probe, rowsOf, runsOf }) {
      const request = await compose();
      probe.commits.fail();
      const answer = await send(request);
      assertKept(!isAcknowledged(answer), `${answered(answer)} though the commit failed`);
      probe.commits.recover();
      const again = await send(await request.at(now()));
      assertAcknowledged(again, "to the provider's retry once commits went through again");
      await probe.settle?.();
      if (probe.stored) assertKept((await rowsOf(request)).length === 1, 'the retry was acknowledged, but not stored');
      if (probe.effects && probe.settle)
        assertKept((await runsOf(request)).length > 0, 'the retry was acknowledged, but its handler never ran');
    },
  }),
  defineCheck({
    name: 'a crash during the commit loses no acknowledged event',
    why: 'deployments, full memory and power failures end processes at the worst moment',
    needs: ['commits', 'restart', 'settle'],
    run: (trial) => crashAndRetry(trial, 'before'),
  }),
  defineCheck({
    name: 'a crash between commit and answer stores nothing twice',
    why: 'the provider saw no answer, and sends an event again that is already stored',
    needs: ['commits', 'restart', 'settle'],
    run: (trial) => crashAndRetry(trial, 'after'),
  }),
  defineCheck({
    name: 'a handler that a crash interrupts runs again',
    why: 'an event whose handler was interrupted is not handled, and would be lost',
    needs: ['effects', 'settle', 'behave', 'restart'],
    async run({ compose, send, pass, probe, runsOf, rowsOf }) {
      const request = await compose();
      probe.behave(() => new Promise(() => undefined));
      assertAcknowledged(await send(request), 'while a handler ran');
      await pass(200);
      const before = (await runsOf(request)).length;
      assertKept(before === 1, `the handler ran ${before} times before the crash, not once`);
      probe.behave(() => undefined);
      await probe.restart();
      await probe.settle();
      assertKept((await runsOf(request)).length > 1, 'the interrupted handler never ran again');
      const isDone = (await rowsOf(request)).every(({ state }) => state === 'done');
      assertKept(isDone, 'the delivery is not done once its handler has run again');
    },
  }),
];

/** Ends the process at the first event's commit; the provider retries whatever got no 2xx. */
async function crashAndRetry(trial: Trial<'commits' | 'restart' | 'settle'>, when: 'before' | 'after'): Promise<void> {
  const { compose, send, start, now, pass, probe, runsOf, rowsOf } = trial;
  if (probe.stored === undefined && probe.effects === undefined) throw new NotObservable('needs probe.stored or probe.effects');
  const requests = [await compose(), await compose()];
  probe.commits.crash(when);
  const sent = requests.map((request) => ({ request, sending: start(request) }));
  await pass(1_000);
  await probe.restart();
  for (const { request, sending } of sent) {
    if (isAcknowledged(sending.answer())) continue;
    const again = await send(await request.at(now()));
    assertAcknowledged(again, "to the provider's retry after the restart");
  }
  await probe.settle();
  for (const { request, sending } of sent) {
    const what = isAcknowledged(sending.answer()) ? 'acknowledged before the crash' : 'sent again after the crash';
    const rows = (await rowsOf(request)).length;
    if (probe.stored) assertKept(rows > 0, `what was ${what} is not stored`);
    assertKept(rows <= 1, `what was ${what} is stored ${rows} times`);
    if (probe.effects) assertKept((await runsOf(request)).length > 0, `the handler of what was ${what} never ran`);
  }
}
