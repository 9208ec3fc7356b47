import { assertAcknowledged, assertKept, type Check, defineCheck, NotObservable } from './check.js';
import type { SignedRequest } from './compose.js';
import type { HandlerRun } from './probe.js';
import type { Trial } from './trial.js';

const fail = () => {
  throw new Error('the shop is closed');
};

async function assertDone({ probe, rowsOf }: Trial, request: SignedRequest): Promise<void> {
  if (probe.stored === undefined) return;
  const rows = await rowsOf(request);
  assertKept(rows.length > 0 && rows.every(({ state }) => state === 'done'), 'the delivery is not done though its handler is');
}

/** The provider's requests depend neither on handlers nor on their retries. */
export const retryChecks: readonly Check[] = [
  defineCheck({
    name: 'the answer does not wait for handlers',
    why: 'a provider waits only seconds for an answer, then sends an event again that is still being handled',
    needs: ['behave', 'settle'],
    async run(trial) {
      const { compose, send, probe } = trial;
      const request = await compose();
      const ends: (() => void)[] = [];
      probe.behave(() => new Promise<void>((resolve) => ends.push(resolve)));
      const answer = await send(request);
      probe.behave(() => undefined);
      for (const end of ends) end();
      assertAcknowledged(answer, 'while the handler ran');
      await probe.settle();
      await assertDone(trial, request);
    },
  }),
  defineCheck({
    name: 'a failed handler runs again until it succeeds',
    why: 'the database that a handler needs may be down for a minute',
    needs: ['effects', 'settle', 'behave'],
    async run(trial) {
      const { compose, send, advance, probe, runsOf } = trial;
      const request = await compose();
      let failures = 0;
      probe.behave(() => (failures++ < 2 ? fail() : undefined));
      assertAcknowledged(await send(request), 'because a handler failed');
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
    why: 'immediate retries keep a service down that is overloaded',
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
    name: 'an event that keeps failing becomes dead and stays stored',
    why: 'an event that always fails would be tried forever, or vanish without a trace',
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
      assertKept((await runsOf(request)).length === tried, 'an event was tried again after its last attempt');
      const [row] = await rowsOf(request);
      assertKept(row?.state === 'dead', `an event is ${row?.state ?? 'gone'}, not dead, after its last attempt`);
    },
  }),
  defineCheck({
    name: 'a process that resumes late changes nothing',
    why: 'after a machine has slept, it reports the outcome of work that another one took over, and overwrites the real outcome',
    needs: ['effects', 'settle', 'behave', 'stored', 'relieve'],
    run: resumeLate,
  }),
  defineCheck({
    name: 'a failing event does not delay others',
    why: 'one event that always fails would stop all others',
    needs: ['effects', 'settle', 'behave'],
    async run({ compose, send, pass, probe, runsOf }) {
      const poison = await compose();
      const others = [await compose(), await compose()];
      probe.behave(({ id }) => (id === poison.id ? fail() : undefined));
      for (const request of [poison, ...others]) await send(request);
      await pass(400);
      const handled = (await runsOf(...others)).length;
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
  const countRuns = async () => (await runsOf(failing, working)).length;
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
  assertKept(tried > 3, 'no process took over what a suspended one had begun');
  assertKept((await countRuns()) === tried, 'completed events were tried again once the other process resumed');
  const states = (await rowsOf(failing, working)).map(({ state }) => state).join(' and ');
  assertKept(states === 'dead and done', `events that were dead and done are ${states} once the other process resumed`);
}
