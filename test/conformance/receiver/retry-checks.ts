import { type Check, insist, isAcknowledged, type OpenedReceiver, type Run, watch } from './check.js';
import { sign } from './sign.js';

const fail = () => {
  throw new Error('the shop is closed');
};

/** What a handler does is none of the provider's business, and neither is how often. */
export const retryChecks: readonly Check<OpenedReceiver>[] = [
  {
    name: 'the answer waits for no handler',
    why: 'a provider gives up after seconds, and sends again what is being handled',
    async run({ fetch, now, behave, advance, drain, stored }) {
      let end = () => {};
      behave(
        () =>
          new Promise<void>((resolve) => {
            end = resolve;
          }),
      );
      const answer = watch(fetch(sign({ id: 'msg_1', at: now() })));
      await advance(200);
      insist(isAcknowledged(answer.status()), `answered ${answer.status() ?? 'nothing'} while the handler ran`);
      end();
      await drain();
      insist(
        (await stored()).every(({ state }) => state === 'done'),
        'the delivery is not done though its handler is',
      );
    },
  },
  {
    name: 'a handler that failed runs again, and no more once it is done',
    why: 'the database behind the handler was away for a minute',
    async run({ send, now, behave, advance, drain, stored, runs }) {
      behave(() => (runs.length < 3 ? fail() : undefined));
      const status = await send(sign({ id: 'msg_1', at: now() }));
      insist(isAcknowledged(status), `answered ${status} because a handler failed`);
      await drain();
      insist(runs.length === 3, `a handler that fails twice ran ${runs.length} times`);
      await advance(60_000);
      insist(runs.length === 3, 'a handler ran again after it was done');
      insist(
        (await stored()).every(({ state }) => state === 'done'),
        'the delivery is not done though its handler is',
      );
    },
  },
  {
    name: 'retries wait longer each time',
    why: 'a service that is down is kept down by those who ask again at once',
    async run({ send, now, behave, drain, runs }) {
      behave(fail);
      await send(sign({ id: 'msg_1', at: now() }));
      await drain();
      const waits = runs.slice(1).map(({ at }, before) => at - (runs[before]?.at ?? 0));
      const [first = 0] = waits;
      insist(waits.length >= 3, `a handler that keeps failing was tried again ${waits.length} times: too few to see its waits grow`);
      insist(first >= 250, `tried again after ${first} ms`);
      // A quarter of a second for jitter and for timers that are a little late.
      const shorter = waits.findIndex((wait, at) => wait < (waits[at - 1] ?? 0) - 250);
      insist(shorter < 0, `waited ${waits[shorter]} ms after ${waits[shorter - 1]} ms`);
      insist((waits.at(-1) ?? 0) >= 2 * first, `the waits don't grow: ${waits.join(', ')} ms`);
    },
  },
  {
    name: 'what keeps failing is dead in the end, and kept',
    why: 'a poison event would be tried for ever, or vanish without a trace',
    async run({ send, now, behave, advance, drain, restart, stored, runs }) {
      behave(fail);
      await send(sign({ id: 'msg_1', at: now() }));
      await drain();
      const tried = runs.length;
      insist(tried > 1 && tried <= 50, `a handler that keeps failing was tried ${tried} times`);
      await advance(60_000);
      await restart();
      await drain();
      insist(runs.length === tried, 'what was given up was tried again');
      const [row] = await stored();
      insist(row?.state === 'dead', `what was given up is ${row?.state ?? 'gone'}, not dead`);
    },
  },
  {
    name: 'a process that comes back late changes nothing',
    why: 'a machine that slept tells the end of work that another took over, and overwrites what became of it',
    async run({ send, now, behave, advance, drain, relieve, stored, runs }) {
      // Each of the two processes handles both events, and each event ends otherwise in the one than in the other.
      const ends: (() => void)[] = [];
      behave(({ id }) => new Promise((resolve, reject) => ends.push(id === 'msg_1' ? () => resolve(0) : () => reject(new Error('late')))));
      for (const id of ['msg_1', 'msg_2']) await send(sign({ id, at: now() }));
      await advance(200);
      behave(({ id }) => (id === 'msg_1' ? fail() : undefined));
      const wake = relieve();
      await drain();
      const tried = runs.length;
      insist(tried > 3, 'what a process that went away had begun was taken over by no other');
      for (const end of ends) end();
      wake();
      await advance(60_000);
      insist(runs.length === tried, 'what one process had ended was tried again once another came back');
      const states = (await stored()).map(({ state }) => state).join(' and ');
      insist(states === 'dead and done', `what one process had ended as dead and done is ${states} once another came back`);
    },
  },
  {
    name: 'what fails holds up no other event',
    why: 'one poison event would stop all of them',
    async run({ send, now, behave, advance, runs }) {
      behave(({ id }: Run) => (id === 'msg_1' ? fail() : undefined));
      for (const id of ['msg_1', 'msg_2', 'msg_3']) await send(sign({ id, at: now() }));
      await advance(400);
      const others = runs.map(({ id }) => id).filter((id) => id !== 'msg_1');
      insist(others.length === 2, `${others.length} of 2 other events were handled while one waits for its next attempt`);
    },
  },
];
