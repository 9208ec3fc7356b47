import { type Check, insist, isAcknowledged, type OpenedReceiver, watch } from './check.js';
import { sign } from './sign.js';

const idsOf = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id);

/** What a 2xx means: the request is committed. */
export const commitChecks: readonly Check<OpenedReceiver>[] = [
  {
    name: 'no 2xx before the commit',
    why: 'the provider forgets what was acknowledged: a process that ends in between has lost it',
    async run({ fetch, now, commits, advance, stored }) {
      commits.hold();
      const answer = watch(fetch(sign({ id: 'msg_1', at: now() })));
      // Longer than providers wait: neither an answer at once nor one after a while may be a 2xx.
      await advance(20_000);
      insist(!isAcknowledged(answer.status()), `answered ${answer.status()} while nothing was committed`);
      commits.recover();
      await advance(1_000);
      if (isAcknowledged(answer.status()))
        insist((await stored()).length === 1, 'acknowledged, and not stored once the commit went through');
    },
  },
  {
    name: 'no 2xx where the commit fails',
    why: 'a full disk or a lost database would swallow events, and no one would send them again',
    async run({ send, fetch, now, commits, advance, stored, drain, runs }) {
      commits.fail();
      const answer = watch(fetch(sign({ id: 'msg_1', at: now() })));
      await advance(20_000);
      insist(!isAcknowledged(answer.status()), `answered ${answer.status()} though the commit failed`);
      commits.recover();
      const again = await send(sign({ id: 'msg_1', at: now() }));
      insist(isAcknowledged(again), `answered ${again} to the provider's retry once commits went through again`);
      await drain();
      insist((await stored()).length === 1, 'the retry was acknowledged, and not stored');
      insist(runs.length > 0, 'the retry was acknowledged, and its handler never ran');
    },
  },
  {
    name: 'a crash at the commit loses nothing acknowledged',
    why: 'processes end at the worst moment: deployments, memory, power',
    run: (opened) => crashAndRetry(opened, 'before'),
  },
  {
    name: 'a crash between commit and answer makes no second row',
    why: 'the provider saw no answer and sends again what is there already',
    run: (opened) => crashAndRetry(opened, 'after'),
  },
  {
    name: 'a crash amid a handler lets it run again',
    why: 'at least once: an event whose handler was cut off is not handled',
    async run({ fetch, now, behave, advance, restart, drain, runs, stored }) {
      behave(() => new Promise(() => undefined));
      const answer = watch(fetch(sign({ id: 'msg_1', at: now() })));
      await advance(200);
      insist(isAcknowledged(answer.status()), `answered ${answer.status() ?? 'nothing'} while a handler ran`);
      insist(runs.length === 1, `the handler ran ${runs.length} times before the crash, not once`);
      behave(() => undefined);
      await restart();
      await drain();
      insist(runs.length > 1, 'the handler that was cut off never ran again');
      insist(
        (await stored()).every(({ state }) => state === 'done'),
        'the delivery is not done in the end',
      );
    },
  },
];

/** The process ends at the first event's commit; the provider sends again whatever got no 2xx. */
async function crashAndRetry(
  { send, fetch, now, commits, advance, restart, drain, stored, runs }: OpenedReceiver,
  when: 'before' | 'after',
) {
  commits.crash(when);
  const requests = ['msg_1', 'msg_2'].map((id) => ({ id, answer: watch(fetch(sign({ id, at: now() }))) }));
  await advance(1_000);
  await restart();
  for (const { id, answer } of requests) {
    if (isAcknowledged(answer.status())) continue;
    const again = await send(sign({ id, at: now() }));
    insist(isAcknowledged(again), `answered ${again} to the provider's retry after the restart`);
  }
  await drain();
  for (const { id, answer } of requests) {
    const rows = idsOf(await stored()).filter((one) => one === id).length;
    const what = isAcknowledged(answer.status()) ? 'acknowledged before the crash' : 'sent again after the crash';
    insist(rows > 0, `what was ${what} is not stored`);
    insist(rows === 1, `what was ${what} is stored ${rows} times`);
    insist(idsOf(runs).includes(id), `the handler of what was ${what} never ran`);
  }
}
