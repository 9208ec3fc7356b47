import { assertKept, type Check, defineCheck, NotObservable } from './check.js';
import type { HandlerRun } from './probe.js';
import { answered, isAcknowledged, type Trial } from './trial.js';

const fail = () => {
  throw new Error('the shop is closed');
};

async function assertDone({ probe, rowsOf }: Trial, delivery: { readonly id: string }): Promise<void> {
  if (probe.stored === undefined) return;
  const rows = await rowsOf(delivery);
  assertKept(rows.length > 0 && rows.every(({ state }) => state === 'done'), 'the delivery is not done though its handler is');
}

/** Handlers are none of the provider's business, and neither are their retries. */
export const retryChecks: readonly Check[] = [
  defineCheck({
    name: 'the answer waits for no handler',
    why: 'a provider gives up after seconds, and sends again what is being handled',
    needs: ['behave', 'settle'],
    async run(trial) {
      const { compose, send, probe } = trial;
      const request = await compose();
      const ends: (() => void)[] = [];
      probe.behave(() => new Promise<void>((resolve) => ends.push(resolve)));
      const answer = await send(request);
      probe.behave(() => undefined);
      for (const end of ends) end();
      assertKept(isAcknowledged(answer), `${answered(answer)} while the handler ran`);
      await probe.settle();
      await assertDone(trial, request);
    },
  }),
  defineCheck({
    name: 'a handler that failed runs again, and no more once it is done',
    why: 'the database behind the handler was away for a minute',
    needs: ['effects', 'settle', 'behave'],
    async run(trial) {
      const { compose, send, advance, probe, runsOf } = trial;
      const request = await compose();
      let failures = 0;
      probe.behave(() => (failures++ < 2 ? fail() : undefined));
      const answer = await send(request);
      assertKept(isAcknowledged(answer), `${answered(answer)} because a handler failed`);
      await probe.settle();
      const runs = (await runsOf(request)).length;
      assertKept(runs === 3, `a handler that fails twice ran ${runs} times`);
      await advance(60_000);
      assertKept((await runsOf(request)).length === 3, 'a handler ran again after it was done');
      await assertDone(trial, request);
    },
  }),
  defineCheck({
    name: 'retries wait longer each time',
    why: 'a service that is down is kept down by those who ask again at once',
    needs: ['effects', 'settle', 'behave'],
    async run({ compose, send, probe, runsOf }) {
      const request = await compose();
      probe.behave(fail);
      await send(request);
      await probe.settle();
      assertGrowing(waitsBetween(await runsOf(request)));
    },
  }),
  defineCheck({
    name: 'what keeps failing is dead in the end, and kept',
    why: 'a poison event would be tried for ever, or vanish without a trace',
    needs: ['effects', 'settle', 'behave', 'stored'],
    async run({ compose, send, advance, probe, runsOf, rowsOf }) {
      const request = await compose();
      probe.behave(fail);
      await send(request);
      await probe.settle();
      const tried = (await runsOf(request)).length;
      assertKept(tried > 1 && tried <= 50, `a handler that keeps failing was tried ${tried} times`);
      await advance(60_000);
      await probe.restart?.();
      await probe.settle();
      assertKept((await runsOf(request)).length === tried, 'what was given up was tried again');
      const [row] = await rowsOf(request);
      assertKept(row?.state === 'dead', `what was given up is ${row?.state ?? 'gone'}, not dead`);
    },
  }),
  defineCheck({
    name: 'a process that comes back late changes nothing',
    why: 'a machine that slept tells the end of work that another took over, and overwrites what became of it',
    needs: ['effects', 'settle', 'behave', 'stored', 'relieve'],
    run: resumeLate,
  }),
  defineCheck({
    name: 'what fails holds up no other event',
    why: 'one poison event would stop all of them',
    needs: ['effects', 'settle', 'behave'],
    async run({ compose, send, pass, probe, runsOf }) {
      const poison = await compose();
      const others = [await compose(), await compose()];
      probe.behave(({ id }) => (id === poison.id ? fail() : undefined));
      for (const request of [poison, ...others]) await send(request);
      await pass(400);
      const handled = (await Promise.all(others.map(runsOf))).flat().length;
      assertKept(handled === 2, `${handled} of 2 other events were handled while one waits for its next attempt`);
    },
  }),
];

function waitsBetween(runs: readonly HandlerRun[]): readonly number[] {
  const times = runs.flatMap(({ at }) => (at === undefined ? [] : [at]));
  if (times.length < runs.length) throw new NotObservable('needs the time of each run of probe.effects (at)');
  return times.slice(1).map((at, before) => at - (times[before] ?? 0));
}

function assertGrowing(waits: readonly number[]): void {
  const [first = 0] = waits;
  assertKept(waits.length >= 3, `a handler that keeps failing was tried again ${waits.length} times: too few to see its waits grow`);
  assertKept(first >= 250, `tried again after ${first} ms`);
  // 250 ms of slack for jitter and late timers.
  const shorter = waits.findIndex((wait, at) => wait < (waits[at - 1] ?? 0) - 250);
  assertKept(shorter < 0, `waited ${waits[shorter]} ms after ${waits[shorter - 1]} ms`);
  assertKept((waits.at(-1) ?? 0) >= 2 * first, `the waits don't grow: ${waits.join(', ')} ms`);
}

/** Both processes handle both events, and each event ends differently in each process. */
async function resumeLate(trial: Trial<'effects' | 'settle' | 'behave' | 'stored' | 'relieve'>): Promise<void> {
  const { compose, send, pass, probe, runsOf, rowsOf } = trial;
  const [failing, working] = [await compose(), await compose()];
  const countRuns = async () => (await Promise.all([failing, working].map(runsOf))).flat().length;
  const ends: (() => void)[] = [];
  probe.behave(
    ({ id }) => new Promise((resolve, reject) => ends.push(id === failing.id ? () => resolve(0) : () => reject(new Error('late')))),
  );
  for (const request of [failing, working]) await send(request);
  await pass(200);
  probe.behave(({ id }) => (id === failing.id ? fail() : undefined));
  const wake = probe.relieve();
  await probe.settle();
  const tried = await countRuns();
  for (const end of ends) end();
  wake();
  await pass(60_000);
  assertKept(tried > 3, 'what a process that went away had begun was taken over by no other');
  assertKept((await countRuns()) === tried, 'what one process had ended was tried again once another came back');
  const states = (await Promise.all([failing, working].map(rowsOf)))
    .flat()
    .map(({ state }) => state)
    .join(' and ');
  assertKept(states === 'dead and done', `what one process had ended as dead and done is ${states} once another came back`);
}
