import { type Check, insist, isAcknowledged, type OpenedReceiver, watch } from './check.js';
import { sign } from './sign.js';

/** Providers send again what they saw no answer to: one id is one delivery. */
export const duplicateChecks: readonly Check<OpenedReceiver>[] = [
  {
    name: 'parallel duplicates make one row and one effect',
    why: 'a provider that retries while the first request still runs would have the order shipped twice',
    async run({ fetch, now, commits, advance, drain, stored, runs }) {
      // All that can come as far as the commit waits there, and has looked by then for whatever it looks for. No race is left to chance.
      commits.hold();
      const answers = Array.from({ length: 50 }, () => watch(fetch(sign({ id: 'msg_1', at: now() }))));
      await advance(1_000);
      commits.recover();
      await advance(1_000);
      const refused = answers.find(({ status }) => !isAcknowledged(status()));
      insist(refused === undefined, `answered ${refused?.status() ?? 'nothing'} to one of 50 duplicates`);
      await drain();
      const rows = await stored();
      insist(rows.length === 1, `50 parallel duplicates are stored ${rows.length} times`);
      insist(runs.length === 1, `50 parallel duplicates had ${runs.length} effects`);
    },
  },
  {
    name: 'a later duplicate has no effect',
    why: 'a provider that saw no answer sends again, for days: what is done must not be done again',
    async run({ send, now, advance, restart, drain, stored, runs }) {
      for (const minutes of [0, 1, 60]) {
        await advance(minutes * 60_000);
        const status = await send(sign({ id: 'msg_1', at: now() }));
        insist(isAcknowledged(status), `answered ${status} to a duplicate: the provider will never stop sending it`);
        await drain();
      }
      await restart();
      await send(sign({ id: 'msg_1', at: now() }));
      await drain();
      insist(runs.length === 1, `one event that was sent four times had ${runs.length} effects`);
      insist((await stored()).length === 1, `one event that was sent four times is stored ${(await stored()).length} times`);
    },
  },
  {
    name: 'no effect before the commit',
    why: 'what has an effect before it is known to be new has it again with every retry',
    async run({ fetch, now, commits, advance, drain, runs }) {
      commits.hold();
      watch(fetch(sign({ id: 'msg_1', at: now() })));
      await advance(1_000);
      const early = [...runs];
      insist(early.length === 0, 'a handler ran before the request was committed');
      commits.recover();
      await drain();
      insist(runs.length === 1, `after the commit the handler ran ${runs.length} times`);
    },
  },
  {
    name: 'what has another id is no duplicate',
    why: 'two orders may look the same, byte for byte',
    async run({ send, now, drain, stored, runs }) {
      for (const id of ['msg_1', 'msg_2']) await send(sign({ id, at: now() }));
      await drain();
      insist((await stored()).length === 2, `two events are stored ${(await stored()).length} times`);
      insist(runs.length === 2, `two events had ${runs.length} effects`);
    },
  },
];
